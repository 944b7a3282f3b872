import { FLOAT, INT32 } from '../../engines/onnx-schema.js';

/** TensorFlow's element types that are read here, as ONNX numbers them. */
export const elementTypes: Readonly<Record<string, number>> = { DT_FLOAT: FLOAT, DT_INT32: INT32 };
