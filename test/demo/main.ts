import { join } from 'node:path'
import { KEPT_VARIABLE } from '../platform/isolation/environment.ts'
import { startPlatform } from '../platform/platform.ts'
import { keep } from './enter.ts'
import { runDemo } from './run-demo.ts'
import { Screen } from './screen.ts'
import { seconds } from './show-delivery.ts'

/**
 * `script/node test/demo/main.ts BIN`: starts the platform and runs the demo in front of it. Runs inside the namespaces that
 * `script/demo` makes. Stops nothing by itself: everything goes with the namespaces, which is quicker.
 */
const bin = process.argv[2]
if (bin === undefined)
  throw new Error('usage: main.ts BIN, the folder of the programs that bootstrap made; use script/demo')
const screen = new Screen()
screen.heading(
  'commit-train: the demo',
  'A team’s service goes to production, five commits one after the other. Cluster, registry and Docker engine are real and run on this machine alone, for this demo alone; GitHub is a double that answers as GitHub does. Nothing outside is reached.',
)
const started = performance.now()
const platform = await startPlatform()
const { dockerHost } = platform
if (dockerHost === undefined) throw new Error('the platform came up without a Docker engine')
screen.say(`Kubernetes, a registry and a Docker engine came up in ${seconds(performance.now() - started)}.`)
const kept = process.env[KEPT_VARIABLE] ?? platform.logs
const held = await runDemo({ ...platform, dockerHost, bin, kept }, join(platform.logs, '../demo'), screen)
if (held && process.argv[3] === '--keep') await keep(platform, screen)
process.exit(held ? 0 : 1)
