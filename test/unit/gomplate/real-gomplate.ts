import { programOnPath } from '../../../src/process/program-path.ts'

/** The gomplate that the tests run: GOMPLATE_BIN, else the one on the PATH. Without one they fail, they do not skip. */
export function realGomplate(): string {
  const path = process.env.GOMPLATE_BIN || programOnPath('gomplate', process.env.PATH)
  if (path === undefined) throw new Error('no gomplate: set GOMPLATE_BIN, or run script/test, which builds one')
  return path
}
