/** What an import may be told; a format says which of these it takes. */
export const importOptions = ['annotations', 'images', 'split', 'pairs', 'size'] as const;

export type ImportOption = (typeof importOptions)[number];

export interface ImportFormat {
  readonly name: string;
  readonly title: string;
  /** What the folder has to hold, in lines. */
  readonly takes: readonly [string, ...string[]];
  readonly options: readonly ImportOption[];
}

/** The formats that can be imported. Apart from the importers, so that the help is there without loading them. */
export const importFormats = [
  {
    name: 'viton-hd',
    title: 'VITON-HD: a person, a top, OpenPose BODY_25 and a parsing map',
    takes: [
      'the folder of a split: image/, cloth/, openpose_json/ (or openpose-json/), image-parse-v3/ (or image-parse/)',
      '--split NAME: that subfolder of it',
      '--pairs FILE: lines "person.jpg cloth.jpg", instead of everybody in their own top',
      '--size WxH: the picture that the coordinates are measured in, if the images have been scaled since',
    ],
    options: ['split', 'pairs', 'size'],
  },
  {
    name: 'dresscode',
    title: 'DressCode: a person, one article, 18 keypoints and a label map, in three categories',
    takes: [
      'the folder with upper_body/, lower_body/ and dresses/, or some of them: images/, keypoints/, label_maps/ in each',
      '--pairs NAME: the pairs in the file of this name in each category, such as test_pairs_unpaired.txt,',
      'instead of every N_0.jpg with its own N_1.jpg',
    ],
    options: ['pairs'],
  },
  {
    name: 'patn',
    title: 'DeepFashion In-shop with the 18 keypoints of PATN (pose transfer)',
    takes: [
      'the folder with fasion-resize-annotation-test.csv (so spelled; or -train) and the images, 176x256 or uncropped 256x256',
      '--annotations FILE, --images FOLDER: where they are, if not the only such file, and test/ or train/',
      '--size WxH: the picture that the keypoints are measured in (default 176x256)',
    ],
    options: ['annotations', 'images', 'size'],
  },
  {
    name: 'coco',
    title: 'COCO keypoints: 17 points, of the largest person of an image',
    takes: [
      'the folder with annotations/person_keypoints_NAME.json and the images in NAME/, images/NAME/ or images/',
      '--annotations FILE, --images FOLDER: where they are, if not there',
    ],
    options: ['annotations', 'images'],
  },
  {
    name: 'lip',
    title: 'LIP (Look into Person): 16 joints in MPII order and a parsing map',
    takes: [
      'the folder as it is unpacked, or one with lip_val_set.csv, val_images/ and val_segmentations/',
      '--split train|val: which part (default val)',
      '--annotations FILE, --images FOLDER: where they are, if not there',
    ],
    options: ['annotations', 'images', 'split'],
  },
  {
    name: 'openpose',
    title: 'OpenPose JSON: 18 (COCO) or 25 points (BODY_25), of the largest person of an image',
    takes: [
      'the folder with X_keypoints.json for every image X.jpg, X.png, ...',
      '--images FOLDER: where the images are, if not there too',
      '--size WxH: the picture that the coordinates are measured in, if the images have been scaled since',
    ],
    options: ['images', 'size'],
  },
] as const satisfies readonly ImportFormat[];

export type FormatName = (typeof importFormats)[number]['name'];
