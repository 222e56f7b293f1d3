import { readdirSync, readFileSync } from 'node:fs'

/** Ids of the living processes with `variable` (`NAME=value`) in their environment, as far as they run `program`. */
export function livingWith(variable: string, program?: string): number[] {
  const ids = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  return ids.filter(id => has(id, variable, program)).map(Number)
}

function has(id: string, variable: string, program: string | undefined): boolean {
  try {
    // Of one that has ended and only waits to be noticed, the environment is empty.
    if (!readFileSync(`/proc/${id}/environ`, 'utf8').split('\0').includes(variable)) return false
    return program === undefined || readFileSync(`/proc/${id}/comm`, 'utf8').trim() === program
  } catch {
    return false // it ended meanwhile
  }
}
