import { UserError } from '../../errors.ts'
import { TERMINAL_OPTIONS } from '../arguments.ts'

/** Runs `work`; what it throws about an input of the action is about the option that stands for it here. */
export async function inOptionWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown
    const findings = thrown.findings.map(finding => ({ ...finding, text: optionWords(finding.text) }))
    throw new UserError(thrown.reason, optionWords(thrown.message), { findings, cause: thrown })
  }
}

function optionWords(text: string): string {
  return text.replaceAll(/\binputs? "([a-z-]+)"/gi, (_, name: string) =>
    Object.hasOwn(TERMINAL_OPTIONS, name) ? `--${name}` : `the input '${name}'`,
  )
}
