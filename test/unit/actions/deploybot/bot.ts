import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { IssueCommentEvent } from '../../../../packages/github-double/src/body/issue-comment-event.ts'
import { DEPLOYBOT_INPUTS } from '../../../../src/actions/deploybot/inputs.ts'
import { deploybotStep } from '../../../../src/actions/deploybot/main.ts'
import { connectToDouble } from '../../github/double.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { fakeRunner } from '../fake-runner.ts'

const POLICY = 'environments: { staging: , production: }\n'

/** The root action as comments and runs start it, against the double. */
export async function startBot(policy = POLICY) {
  const state = { now: Date.UTC(2026, 0, 5, 12) }
  const { github, repository, call } = await connectToDouble({ now: () => state.now })
  await repository.commit({ message: 'one', files: { '.github/commit-train.yml': policy } })
  for (const login of ['ada', 'bo']) {
    github.addToken(`ghp_${login}`, { name: login, kind: 'user', login })
    github.setRole(login, 'write')
  }
  const issue = github.openIssue({ title: 'Deploys', by: 'ada' })
  const clock = { now: () => state.now, sleep: () => Promise.resolve() }

  /** A run that an event starts. */
  const run = async (
    event: unknown,
    { inputs = {}, env = {}, signal = new AbortController().signal }: RunOptions = {},
  ) => {
    const file = join(temporaryFolder(), 'event.json')
    writeFileSync(file, JSON.stringify(event))
    const defaults = { prefix: DEPLOYBOT_INPUTS.prefix.default, token: 'ghs_workflow' }
    const runner = fakeRunner(
      { ...defaults, ...inputs },
      {
        ...{ GITHUB_REPOSITORY: 'acme/hello', GITHUB_API_URL: github.url, GITHUB_SERVER_URL: github.serverUrl },
        ...{ GITHUB_RUN_ID: '7', GITHUB_RUN_ATTEMPT: '1', GITHUB_ACTOR: 'ada', GITHUB_EVENT_PATH: file },
        ...{ GITHUB_EVENT_NAME: 'issue_comment', ...env },
      },
      clock,
    )
    await deploybotStep(runner, signal)
    return runner
  }
  /** A person comments; resolves with the event. */
  const comment = async (login: string, body: string, on = issue): Promise<IssueCommentEvent> => {
    await call('POST', `/issues/${on}/comments`, { body: { body }, token: `ghp_${login}` })
    return github.events.at(-1)?.payload as IssueCommentEvent
  }
  /** What is below the last comment of a person: the replies, without the marks that are not shown. */
  const replies = () =>
    github
      .comments({ repository: 'acme/hello' })
      .filter(({ author }) => author.type === 'Bot')
      .map(({ body }) => body.replace(/^<!-- commit-train \d+ [0-9a-f-]{36} -->\n/, ''))
  const ask = async (login: string, body: string, options: RunOptions = {}) => {
    const runner = await run(await comment(login, body), options)
    return { runner, reply: replies().at(-1) ?? '', outputs: runner.outputs }
  }
  return { github, repository, call, state, issue, run, comment, replies, ask }
}

interface RunOptions {
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}
