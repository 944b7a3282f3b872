// One op on the binding: a convolution, whose result is known.
const tf = require('@tensorflow/tfjs-node');

const sum = tf.tidy(() => tf.conv2d(tf.ones([1, 8, 8, 3]), tf.ones([3, 3, 3, 2]), 1, 'valid').sum().dataSync()[0]);
if (tf.getBackend() !== 'tensorflow' || sum !== 6 * 6 * 27 * 2) {
  throw new Error(`Backend '${tf.getBackend()}' gives ${sum}; expected 'tensorflow' and 1944.`);
}
console.log(`tfjs-node ${tf.version['tfjs-node']} on TensorFlow ${tf.backend().binding.TF_Version}, Node ${process.versions.node}: works`);
