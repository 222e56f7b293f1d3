import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'

/**
 * The absolute path of a program on the PATH, as a shell would find it. Relative entries of the PATH are passed over:
 * they would find programs in the checked-out commit.
 */
export function programOnPath(name: string, pathVariable: string | undefined): string | undefined {
  return (pathVariable ?? '')
    .split(delimiter)
    .filter(folder => isAbsolute(folder))
    .map(folder => join(folder, name))
    .find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
