import path from 'node:path'
import { bootstrap, type PartName } from '../script/setup/bootstrap.ts'
import { runScript } from '../script/setup/main.ts'
import { root } from '../script/setup/places.ts'
import { DIST_VARIABLE } from '../test/platform/action/dist-folder.ts'
import { runIsolated } from '../test/platform/isolation/run-isolated.ts'

const PARTS: readonly PartName[] = ['node-modules', 'debian-packages', 'kubernetes', 'gomplate', 'workload', 'dist']

/**
 * Runs `bench/<name>/measure.ts` with the arguments of this process, in namespaces where it can start the platform. `more`: what
 * it needs beside the platform.
 */
export function measureOnPlatform(name: string, more: readonly PartName[] = []): Promise<void> {
  return runOnPlatform([`bench/${name}/measure.ts`, ...process.argv.slice(2)], `bench-${name}`, more)
}

/** Runs a file of node there. `name`: of the folder for its logs. */
export function runOnPlatform(argv: readonly string[], name: string, more: readonly PartName[] = []): Promise<void> {
  return runScript(async ({ say, signal }) => {
    const tools = await bootstrap({ parts: [...PARTS, ...more], say, signal })
    const { exitCode } = await runIsolated({
      argv: ['node', ...argv],
      name,
      cwd: root,
      bin: tools.bin,
      logs: path.join(tools.cache, 'logs'),
      // The source as it is, whatever is committed.
      env: { [DIST_VARIABLE]: tools.dist ?? '' },
      signal,
    })
    return exitCode
  })
}
