/** The name of the file inside the folder of a download. */
export const downloadName = 'data';
