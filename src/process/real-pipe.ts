import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { constants, openSync, unlinkSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A pipe of the system. */
export interface RealPipe {
  readonly reader: Socket
  /** To be handed to a child as its output, and closed here then. */
  readonly writer: number
}

/**
 * A pipe for the output of a child. Node's own are sockets, and a program cannot open a socket by name: in a shell,
 * `echo x >/dev/stderr` and `| tee /dev/stderr` fail. With one pipe for both streams their lines also stay in order.
 * The folder is for a name that is gone at once. `undefined` where there is no `mkfifo`.
 */
export async function openPipe(folder: string): Promise<RealPipe | undefined> {
  const path = join(folder, randomUUID())
  try {
    await promisify(execFile)('mkfifo', ['-m', '600', path], { env: { PATH: process.env.PATH } })
  } catch {
    return undefined
  }
  try {
    // Without waiting for a writer; then there is a reader, for which no writer waits.
    const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const writer = openSync(path, constants.O_WRONLY)
    return { writer, reader: new Socket({ fd, readable: true, writable: false }) }
  } finally {
    unlinkSync(path)
  }
}
