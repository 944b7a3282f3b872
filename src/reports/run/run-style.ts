import { STYLE_SHEET } from '../style-sheet.js';
import { FRAME_STYLE } from './styles/frame-style.js';
import { IMAGE_STYLE } from './styles/image-style.js';
import { LIGHTBOX_STYLE } from './styles/lightbox-style.js';
import { TABLE_STYLE } from './styles/table-style.js';

/** The style sheet of a run's report: that of all reports, and what it adds. */
export const RUN_STYLE_SHEET = [STYLE_SHEET, FRAME_STYLE, TABLE_STYLE, IMAGE_STYLE, LIGHTBOX_STYLE].join('');
