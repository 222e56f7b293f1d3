import { readdirSync, readFileSync } from 'node:fs'

/** Processes with `text` in their environment or arguments, as Linux shows them; those of containers are among them. */
export function livingWith(text: string): string[] {
  return readdirSync('/proc')
    .filter(pid => /^\d+$/.test(pid) && pid !== String(process.pid))
    .filter(pid => [`/proc/${pid}/environ`, `/proc/${pid}/cmdline`].some(file => read(file).includes(text)))
}

/** Processes whose arguments are these, whatever shell or container started them. */
export function livingAs(...args: readonly string[]): string[] {
  const wanted = `${args.join('\0')}\0`
  return readdirSync('/proc').filter(pid => /^\d+$/.test(pid) && read(`/proc/${pid}/cmdline`) === wanted)
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return '' // It has ended, or is not ours to look into.
  }
}
