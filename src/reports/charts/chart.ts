import {
  Chart,
  Legend,
  LinearScale,
  LineElement,
  PointElement,
  ScatterController,
  Title,
  Tooltip,
} from 'chart.js';

// All that plots need; the whole of chart.js would make each report larger by 100 kB.
Chart.register(ScatterController, LinearScale, PointElement, LineElement, Legend, Title, Tooltip);

export { Chart };
