import path from 'node:path'
import { runScript } from '../../../script/setup/main.ts'
import { cacheFolder } from '../../../script/setup/places.ts'
import { BIN_VARIABLE } from './environment.ts'
import { runIsolated } from './run-isolated.ts'

/** `script/node test/platform/isolation/main.ts COMMAND...`: runs a command in namespaces of its own. */
await runScript(async ({ signal }) => {
  const logs = path.join(cacheFolder(process.env), 'logs')
  const bin = process.env[BIN_VARIABLE] ?? path.dirname(process.execPath)
  const end = await runIsolated({ argv: process.argv.slice(2), name: 'command', cwd: process.cwd(), bin, logs, signal })
  return end.exitCode
})
