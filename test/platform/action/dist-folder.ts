import { join } from 'node:path'

/** Names the folder that stands for `dist/`: a build of the source, whatever is committed. */
export const DIST_VARIABLE = 'COMMIT_TRAIN_DIST'

/** The folder of the entries to run; the committed one where no other is named, as in a benchmark. */
export function distFolder(): string {
  return process.env[DIST_VARIABLE] || join(import.meta.dirname, '../../../dist')
}
