import { syncBuiltinESMExports } from 'node:module'
import promises from 'node:timers/promises'

// Loaded before an action's entry: its time limits last as much longer as the machine is busier, so that no test depends on
// an idle one. What is shorter than any limit, such as a pause between two tries, stays as it is.

const SHORTEST_LIMIT_MS = 3000
const factor = Number(new URL(import.meta.url).searchParams.get('by'))
const patient = (ms: number | undefined) => (ms === undefined || ms < SHORTEST_LIMIT_MS ? ms : Math.ceil(ms * factor))

const { timeout } = AbortSignal
AbortSignal.timeout = ms => timeout.call(AbortSignal, patient(ms) ?? 0)

const { setTimeout: begin } = globalThis
globalThis.setTimeout = Object.assign(
  (work: () => void, ms?: number, ...rest: []) => begin(work, patient(ms), ...rest),
  begin,
) as typeof begin

const { setTimeout: sleep } = promises
promises.setTimeout = (ms, value, options) => sleep(patient(ms), value, options)
syncBuiltinESMExports()
