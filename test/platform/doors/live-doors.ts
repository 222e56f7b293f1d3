import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { GitHubDouble } from '../../../packages/github-double/src/github.ts'
import type { Answer } from '../../../src/commands/answer/answer.ts'
import type { RefusedAnswer } from '../../../src/commands/answer/head.ts'
import { renderTerminal } from '../../../src/commands/render/terminal.ts'
import { refusedView } from '../../../src/commands/view/refused.ts'
import { answerView } from '../../../src/commands/view/view-of.ts'
import type { Said } from '../../doors/story.ts'
import { distFolder } from '../action/dist-folder.ts'
import { runAction, shown } from '../action/run-action.ts'
import type { LiveDoor } from './live-story.ts'

/** Comments on an issue, which the root action answers with an App's token. */
export const commentDoor: LiveDoor = (live, issue) => {
  const { github, folder } = live.stage
  let runs = 0
  return async (login, words, { preload }) => {
    const from = github.requests.length
    const made = await fetch(`${github.url}/repos/acme/hello/issues/${issue}/comments`, {
      method: 'POST',
      headers: { authorization: `Bearer ghp_${login}` },
      body: JSON.stringify({ body: `/${words}` }),
    })
    if (!made.ok) throw new Error(`no comment: ${made.status}`)
    runs += 1
    const place = join(folder, `comment-${runs}`)
    mkdirSync(join(place, 'workspace'), { recursive: true })
    const run = await runAction({
      action: '.',
      inputs: { token: 'ghs_door' },
      env: { NODE_OPTIONS: preload },
      run: {
        repository: 'acme/hello',
        runId: 7,
        sha: (await live.stage.repository.head()) ?? '',
        actor: login,
        event: {
          name: 'issue_comment',
          payload: github.events.findLast(({ name }) => name === 'issue_comment')?.payload,
        },
        apiUrl: github.url,
        serverUrl: github.serverUrl,
      },
      places: { folder: place, workspace: join(place, 'workspace') },
    })
    const bodies = github.requests
      .slice(from)
      .filter(({ path, token }) => token === 'acme-door' && /\/comments(\/\d+)?$/.test(path))
      .map(({ body }) => (body as { readonly body?: string } | undefined)?.body ?? '')
    const replies = github.comments().filter(({ author, createdAt: at }) => author.type === 'Bot' && at !== '')
    // One reply for each command, which is changed in its place.
    if (replies.length !== runs) throw new Error(`${replies.length} replies to ${runs} commands:\n${shown(run.log)}`)
    const answer = JSON.parse(run.outputs.answer || '{}') as Said['answer']
    return { answer, shown: bodies.filter(body => body !== '').map(body => body.replace(/^<!--.*-->\n/, '')) }
  }
}

/** The command of dist/, each person with a token of their own. */
export const terminalDoor: LiveDoor =
  ({ stage: { github, folder } }) =>
  async (login, words, { preload, now }) => {
    const watch = /^(?:deploy|rollback)/.test(words) ? ['--watch'] : []
    const argv = [...words.split(' '), ...watch, '--json']
    const env = { GH_TOKEN: `ghp_${login}`, HOME: folder, NODE_OPTIONS: preload }
    const { stdout, stderr } = await runCli(argv, github, env)
    const answer = JSON.parse(stdout) as Answer | RefusedAnswer
    // What it prints in the place of JSON.
    const view = 'findings' in answer ? refusedView(answer) : answerView(answer)
    const surface = { now: now(), program: 'commit-train', colours: false, width: undefined }
    const went = stderr.trimEnd()
    return { answer: { ...answer }, shown: [...(went === '' ? [] : [went]), renderTerminal(view, surface)] }
  }

/** Runs the command of dist/ for acme/hello. */
export function runCli(
  argv: readonly string[],
  github: Pick<GitHubDouble, 'url'>,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve, reject) => {
    const known = { GH_REPO: 'acme/hello', GITHUB_SERVER_URL: 'https://github.com', GITHUB_API_URL: github.url }
    const child = spawn(process.execPath, [join(distFolder(), 'cli.js'), ...argv], {
      env: { ...known, PATH: '/usr/bin:/bin', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const texts = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].on('data', chunk => {
        texts[name] += chunk
      })
    }
    child.once('error', reject)
    child.once('close', () => resolve(texts))
  })
}
