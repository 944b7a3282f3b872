import { z } from 'zod';

const pair = z.tuple([z.int().positive(), z.int().positive()]);
const padding = z.enum(['same', 'valid']);
const channelsLast = z.literal('channels_last');
const windowed = { strides: pair, padding, data_format: channelsLast };
const pooling = z.object({ pool_size: pair, ...windowed });

/** The settings that matter at inference, a layer class; others (initialisers, regularisers) are not looked at. */
const configs = {
  InputLayer: z.object({ batch_input_shape: z.tuple([z.null(), z.int(), z.int(), z.int()]) }),
  Conv2D: z.object({
    filters: z.int().positive(),
    kernel_size: pair,
    ...windowed,
    dilation_rate: z.tuple([z.literal(1), z.literal(1)]),
    activation: z.literal('linear'),
    use_bias: z.literal(false),
  }),
  BatchNormalization: z.object({
    axis: z.literal(3),
    epsilon: z.number().positive(),
    center: z.literal(true),
    scale: z.boolean(),
  }),
  Activation: z.object({ activation: z.literal('relu') }),
  MaxPooling2D: pooling,
  AveragePooling2D: pooling,
  Concatenate: z.object({ axis: z.literal(3) }),
  Flatten: z.object({ data_format: channelsLast }),
  Dense: z.object({
    units: z.int().positive(),
    activation: z.enum(['relu', 'linear', 'softmax']),
    use_bias: z.literal(true),
  }),
  Dropout: z.object({}),
};

/** `[[[layer, node index, tensor index, {}], ...]]`: one use of the layer, its inputs. None for the input layer. */
const inbound = z
  .array(z.array(z.tuple([z.string(), z.literal(0), z.literal(0), z.object({})])))
  .max(1)
  .transform((uses) => (uses[0] ?? []).map(([name]) => name));

function layerOf<Class extends keyof typeof configs>(className: Class) {
  return z.object({
    class_name: z.literal(className),
    name: z.string(),
    config: configs[className],
    inbound_nodes: inbound,
  });
}

const layer = z.discriminatedUnion('class_name', [
  layerOf('InputLayer'),
  layerOf('Conv2D'),
  layerOf('BatchNormalization'),
  layerOf('Activation'),
  layerOf('MaxPooling2D'),
  layerOf('AveragePooling2D'),
  layerOf('Concatenate'),
  layerOf('Flatten'),
  layerOf('Dense'),
  layerOf('Dropout'),
]);

const weight = z.object({
  name: z.string(),
  shape: z.array(z.int().positive()).max(4),
  dtype: z.literal('float32'),
  quantization: z.object({ min: z.number(), scale: z.number().positive(), dtype: z.literal('uint8') }),
});

/** A Keras model as TensorFlow.js stores it, as far as Inception v3 with 8-bit weights needs it. */
export const kerasModelSchema = z.object({
  modelTopology: z.object({
    model_config: z.object({ class_name: z.literal('Model'), config: z.object({ layers: z.array(layer) }) }),
  }),
  weightsManifest: z.tuple([z.object({ paths: z.array(z.string()), weights: z.array(weight) })]),
});

export type KerasModel = z.infer<typeof kerasModelSchema>;
export type KerasLayer = z.infer<typeof layer>;
export type KerasWeightSpec = z.infer<typeof weight>;
export const kerasLayerClasses: readonly string[] = Object.keys(configs);
