import { outputText, type Runner } from '../../../src/runner/runner.ts'
import { Masks } from '../../../src/secrets/masks.ts'
import type { Clock } from '../../../src/time/clock.ts'
import { systemClock } from '../../../src/time/system-clock.ts'
import { RecordingLogger } from '../recording-logger.ts'

/** A runner that keeps what it is given. */
export interface FakeRunner extends Runner {
  readonly log: RecordingLogger
  readonly outputs: Record<string, string>
  readonly kept: Record<string, string>
  readonly failures: string[]
  readonly summaries: string[]
}

export function fakeRunner(
  inputs: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
  clock: Clock = systemClock,
): FakeRunner {
  const outputs: Record<string, string> = {}
  const kept: Record<string, string> = {}
  const failures: string[] = []
  const summaries: string[] = []
  const log = new RecordingLogger()
  const masks = new Masks({ emit: () => undefined })
  return {
    ...{ log, outputs, kept, failures, summaries, env, clock },
    masks,
    room: async () => undefined,
    print: line => void log.lines.push(`print: ${line}`),
    input: name => inputs[name] ?? '',
    setOutput: (name, value) => void Object.assign(outputs, { [name]: outputText(value, masks) }),
    saveState: (name, value) => void Object.assign(kept, { [name]: value }),
    state: name => kept[name] ?? '',
    writeSummary: async (data, render) => void summaries.push(masks.redact(render(masks.clean(data)))),
    fail: headline => void failures.push(headline),
  }
}
