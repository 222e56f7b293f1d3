import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deploybotStep } from '../../../src/actions/deploybot/main.ts'
import type { Answer } from '../../../src/commands/answer/answer.ts'
import type { RefusedAnswer } from '../../../src/commands/answer/head.ts'
import { renderTerminal } from '../../../src/commands/render/terminal.ts'
import { refusedView } from '../../../src/commands/view/refused.ts'
import { answerView } from '../../../src/commands/view/view-of.ts'
import { runTerminal } from '../../../src/terminal/main.ts'
import type { Screen } from '../../../src/terminal/screen.ts'
import type { Said, StoryWorld } from '../../doors/story.ts'
import { fakeRunner } from '../actions/fake-runner.ts'
import { NOON } from '../commands/command-world.ts'
import { type DeployingWorld, endOpen, startDeploying } from '../commands/deploying/deploying-world.ts'

type Say = StoryWorld['say']

/** What a door is given: a GitHub in which a run carries out whatever is asked for. */
type Door = (world: DeployingWorld, broken: ReadonlySet<string>) => { readonly say: Say; readonly end: () => void }

const POLICY = 'services: [hello]\nenvironments: { staging: , production: }\ndoors: [acme-door]\n'

/** The story in a GitHub where a run ends as it would on a cluster. */
export async function startStory(
  door: Door,
): Promise<StoryWorld & { readonly github: DeployingWorld['github']; readonly end: () => void }> {
  const world = await startDeploying(POLICY)
  await world.start()
  const broken = new Set<string>()
  const { say, end } = door(world, broken)
  world.now = NOON
  return {
    ...{ say, end, github: world.github },
    pass: ms => {
      world.now += ms
    },
    async merge(title, isBroken) {
      const sha = await world.merge(title)
      if (isBroken) broken.add(sha)
    },
    // No cluster is there to look at.
    live: async () => ({}),
  }
}

function clockOf(world: DeployingWorld, broken: ReadonlySet<string>) {
  return {
    now: () => world.now,
    async sleep(ms: number) {
      world.now += ms
      const isBroken = broken.has((await world.repository.head()) ?? '')
      const failed = { state: 'failure', description: 'Failed: Deployment/hello: a ConfigMap is missing' }
      await endOpen(world, [isBroken ? failed : { state: 'success', description: 'Deployed in 14 s' }])
    },
  }
}

function openIssue({ github }: DeployingWorld): number {
  for (const login of ['ada', 'bo']) github.addToken(`ghp_${login}`, { name: login, kind: 'user', login })
  return github.openIssue({ title: 'Deploys', by: 'ada' })
}

/** Comments on an issue, answered with an App's token. */
export const commentDoor: Door = (world, broken) => {
  const { github } = world
  const folder = mkdtempSync(join(tmpdir(), 'story-'))
  github.addToken('ghs_door', { name: 'acme-door', kind: 'app' })
  const issue = openIssue(world)
  const say: Say = async (login, words) => {
    await fetch(`${github.url}/repos/acme/hello/issues/${issue}/comments`, {
      method: 'POST',
      headers: { authorization: `Bearer ghp_${login}` },
      body: JSON.stringify({ body: `/${words}` }),
    })
    const file = join(folder, 'event.json')
    writeFileSync(file, JSON.stringify(github.events.at(-1)?.payload))
    const runner = fakeRunner(
      { prefix: '/', token: 'ghs_door' },
      {
        ...{ GITHUB_REPOSITORY: 'acme/hello', GITHUB_API_URL: github.url, GITHUB_SERVER_URL: github.serverUrl },
        ...{ GITHUB_RUN_ID: '7', GITHUB_RUN_ATTEMPT: '1', GITHUB_ACTOR: login, GITHUB_EVENT_PATH: file },
        GITHUB_EVENT_NAME: 'issue_comment',
      },
      clockOf(world, broken),
    )
    await deploybotStep(runner, new AbortController().signal)
    const shown =
      github
        .comments()
        .at(-1)
        ?.body.replace(/^<!--.*-->\n/, '') ?? ''
    return { answer: JSON.parse(runner.outputs.answer || '{}') as Said['answer'], shown: [shown] }
  }
  return { say, end: () => rmSync(folder, { recursive: true, force: true }) }
}

/** The command, each person with a token of their own. */
export const terminalDoor: Door = (world, broken) => {
  const { github } = world
  // Pull requests have the same numbers then.
  openIssue(world)
  const say: Say = async (login, words) => {
    const lines: string[] = []
    const screen: Screen = { colours: false, width: undefined, print: text => void lines.push(text) }
    const data: string[] = []
    const run = (args: readonly string[], out: Screen) =>
      runTerminal({
        ...{
          args,
          cwd: '/',
          clock: clockOf(world, broken),
          signal: new AbortController().signal,
          program: 'commit-train',
        },
        exec: () => Promise.reject(new Error('no program is needed')),
        env: {
          ...{ GH_REPO: 'acme/hello', GH_TOKEN: `ghp_${login}` },
          ...{ GITHUB_SERVER_URL: 'https://github.com', GITHUB_API_URL: github.url },
        },
        ...{ out, err: screen },
      })
    const watch = /^(?:deploy|rollback)/.test(words) ? ['--watch'] : []
    await run([...words.split(' '), ...watch, '--json'], { ...screen, print: text => void data.push(text) })
    const answer = JSON.parse(data.join('')) as Answer | RefusedAnswer
    // What it prints in the place of JSON.
    const view = 'findings' in answer ? refusedView(answer) : answerView(answer)
    const surface = { now: world.now, program: 'commit-train', colours: false, width: undefined }
    return { answer: { ...answer }, shown: [...lines, renderTerminal(view, surface)] }
  }
  return { say, end: () => undefined }
}
