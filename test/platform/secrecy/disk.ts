import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Everything below a folder, one after the other: names and contents. */
export function allBelow(folder: string): Uint8Array {
  return Buffer.concat(
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap(name => {
      const file = join(folder, name)
      return [Buffer.from(`${name}\n`), lstatSync(file).isFile() ? readFileSync(file) : Buffer.alloc(0)]
    }),
  )
}
