import { UserError } from '../../errors.ts'
import type { InputTable, InputTexts, OutputTable } from '../../runner/inputs.ts'

/** The inputs of the root action; `action.yml` and docs/deploybot.md say the same (a contract test holds them together). */
export const DEPLOYBOT_INPUTS = {
  token: {
    description:
      "Token that reads the repository, writes the reply, locks and deployments. A deployment made with the workflow's own token starts no workflow: with it, deploy by dispatch.",
    required: true,
    default: '${{ github.token }}',
    secret: 'text',
  },
  prefix: {
    description: 'What a command in a comment begins with: a sign such as `/` or `.`, or a name such as `@deploybot`.',
    default: '/',
  },
  command: {
    description:
      'The command of a manual run or an API call, without a prefix: `deploy production`. In a comment the command is the first line.',
  },
} as const satisfies InputTable

/** The outputs of the root action. */
export const DEPLOYBOT_OUTPUTS = {
  decision:
    'What came of the command: `done`, `refused`, `failed` (a deployment that ended otherwise than in success, or `doctor` found what stops deployments), `error`, or `nothing` where the comment holds none, or it was carried out before.',
  code: 'Stable code: of the answer, such as `locked`, or the reason why not, such as `lock-held`; empty with `nothing`.',
  answer: 'The answer as JSON, as `commit-train --json` prints it; empty with `nothing`.',
} as const satisfies OutputTable

/** The validated inputs. */
export interface DeploybotInputs {
  readonly token: string
  readonly prefix: string
  readonly command: string
}

/** Validates the inputs before anything is asked. Throws `input-invalid`. */
export function validateDeploybot(texts: InputTexts<typeof DEPLOYBOT_INPUTS>): DeploybotInputs {
  const { token, prefix, command } = texts
  // What Markdown or a shell reads at the beginning of a line would make commands of quotes and code.
  if (!/^[!-~]{1,30}$/.test(prefix) || /^[>`#<\-+*=|]/.test(prefix) || /["'`<>\\]/.test(prefix)) {
    throw new UserError(
      'input-invalid',
      `Input "prefix" is ${JSON.stringify(prefix)}; write a sign such as / or ., or a name such as @deploybot`,
    )
  }
  return { token, prefix, command }
}
