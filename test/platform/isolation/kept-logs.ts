import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'

/** How many failed runs' logs are kept. */
const KEPT = 5

/** The folder for the logs of one run, should it fail. The names sort by time. */
export function keptLogsFolder(logs: string, name: string, now: Date, pid: number): string {
  const stamp = now.toISOString().replace(/\..*/, '').replaceAll(':', '-')
  return path.join(logs, `run-${stamp}-${name}-${pid}`)
}

/** Removes the logs of all but the newest failed runs. */
export function pruneKeptLogs(logs: string): void {
  if (!existsSync(logs)) return
  const runs = readdirSync(logs).filter(entry => entry.startsWith('run-'))
  for (const old of runs.toSorted().slice(0, -KEPT)) rmSync(path.join(logs, old), { recursive: true, force: true })
}
