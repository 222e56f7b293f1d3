import { syncBuiltinESMExports } from 'node:module'
import zlib from 'node:zlib'

let packing = 0

/** Node does not say that it packs: it is counted. */
function counted(work: typeof zlib.gzip): typeof zlib.gzip {
  const counting = (...given: unknown[]): unknown => {
    const done = given.pop() as (...result: unknown[]) => void
    packing += 1
    const end = (...result: unknown[]): void => {
      packing -= 1
      done(...result)
    }
    return Reflect.apply(work, zlib, [...given, end])
  }
  return Object.assign(counting, { __promisify__: work.__promisify__ }) as typeof zlib.gzip
}

zlib.gzip = counted(zlib.gzip)
zlib.gunzip = counted(zlib.gunzip)
syncBuiltinESMExports()

/** Whether anything is done beside the event loop, in which no time of a simulation may pass: with files, or packing. */
export function isWorking(): boolean {
  return packing > 0 || process.getActiveResourcesInfo().some(type => type.startsWith('FSReq'))
}
