import { syncBuiltinESMExports } from 'node:module'
import promises from 'node:timers/promises'

// Loaded before a door that is to live at another time than the machine: `?by=` so many milliseconds later. A person waits some
// seconds from one look at a deployment to the next; a test does not.

const LOOKS_MS = 3000
const by = Number(new URL(import.meta.url).searchParams.get('by'))
const { now } = Date
Date.now = () => now() + by

const { setTimeout: sleep } = promises
promises.setTimeout = (ms = 0, value, options) => sleep(ms >= LOOKS_MS ? ms / 10 : ms, value, options)
syncBuiltinESMExports()
