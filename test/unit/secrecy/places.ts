import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as core from '@actions/core'
import { writeStatus } from '../../../src/deployments/status-writer.ts'
import type { GitHubClient } from '../../../src/github/client.ts'
import type { KubeObject } from '../../../src/kubernetes/api/objects.ts'
import { planLines, planMarkdown } from '../../../src/kubernetes/plan/plan-text.ts'
import { type PlanView, planView } from '../../../src/kubernetes/plan/plan-view.ts'
import { failureSummary } from '../../../src/runner/failed-step.ts'
import { LineWriter } from '../../../src/runner/line-writer.ts'
import { actionsRunner, type Runner } from '../../../src/runner/runner.ts'
import { onCrash } from '../../../src/runner/step-process.ts'
import { connectSlack } from '../../../src/slack/client.ts'
import { escaped, fenced } from '../../../src/text/markdown.ts'
import { SkippingClock } from '../github/fake-api.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { sentTo } from './sent-to-slack.ts'

const FILES = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']

/** A real runner whose log and files are read here. `setEnv`: of the test, which sets it back. */
export function watchedRunner(env: Record<string, string>, setEnv: (name: string, value: string) => void) {
  delete (core.summary as unknown as { _filePath?: string })._filePath
  core.summary.emptyBuffer()
  const folder = temporaryFolder()
  for (const name of FILES) {
    writeFileSync(join(folder, name), '')
    setEnv(name, join(folder, name))
  }
  const lines: string[] = []
  const output = new LineWriter({ write: (text, done) => [lines.push(text), done()] })
  const runner = actionsRunner(output, env)
  /** What has come out but the masks themselves, by its place; forgets it. */
  const takenByPlace = (): Record<'log' | 'annotations' | 'outputs' | 'state' | 'summary', string> => {
    const said = lines.splice(0).filter(line => !line.startsWith('::add-mask::'))
    const [outputs = '', state = '', summary = ''] = FILES.map(name => readFileSync(join(folder, name), 'utf8'))
    for (const name of FILES) writeFileSync(join(folder, name), '')
    const isAnnotation = (line: string): boolean => /^::(notice|warning|error)::/.test(line)
    const log = said.filter(line => !isAnnotation(line)).join('\n')
    return { log, annotations: said.filter(isAnnotation).join('\n'), outputs, state, summary }
  }
  const taken = (): string => Object.values(takenByPlace()).join('\n')
  return { runner, taken, takenByPlace }
}

/** A plan in which a text is a value, a line of a file, a label, and the name of a key. */
function planWith(text: string, { masks }: Runner): PlanView {
  const of = (data: Record<string, string>): KubeObject => ({
    ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', labels: data } },
    data,
  })
  const before = of({ value: 'old', file: 'a\nb\n', gone: text })
  const after = of({ value: text, file: `a\n${text}\n`, [text]: 'new' })
  const manifest = { object: after, file: 'a.yaml', line: 1 }
  const answer = { object: after, created: false }
  const planned = { manifest, path: '/a', stage: 'configuration', live: before, answer } as const
  return planView({ objects: [planned] }, [], one => masks.redact(one))
}

type Place = (runner: Runner, text: string) => unknown

const status: Place = async ({ masks }, description) => {
  let sent = ''
  const octokit = {
    async request(_: string, body: object) {
      sent += JSON.stringify(body)
      return { data: { id: 1 } }
    },
  }
  const github = { octokit: async () => octokit } as unknown as GitHubClient
  await writeStatus(github, 1, { state: 'in_progress', description }, { logUrl: '' }, masks)
  return sent
}

const message: Place = async ({ masks, log }, text) => {
  const sent: string[] = []
  const slack = connectSlack({
    token: 'xoxb',
    clock: new SkippingClock(),
    log,
    fetch: sentTo(sent, () => ({ ok: true, ts: '1.0', channel: 'C1' })),
    clean: data => masks.clean(data),
  })
  const marked = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: marked, verbatim: true } }] as const
  await slack.post({ channel: 'C1', text: marked, blocks })
  return sent.join('\n')
}

/** Every place where a text can come out, by its name: what is not in the log or a file of the runner is returned. */
export const PLACES: Readonly<Record<string, Place>> = {
  debug: ({ log }, text) => log.debug(text),
  info: ({ log }, text) => log.info(text),
  notice: ({ log }, text) => log.notice(text),
  warning: ({ log }, text) => log.warning(text),
  error: ({ log }, text) => log.error(text),
  'title of a group': ({ log }, text) => log.group(text, async () => undefined),
  'line of a program': ({ print }, text) => print(text),
  'red line': ({ fail }, text) => fail(text),
  crash: ({ ...runner }, text) => onCrash(new Error(text), runner, new AbortController()),
  'summary, in words': ({ writeSummary }, text) => writeSummary({ text }, data => `**${escaped(data.text)}**`),
  'summary, as a log': ({ writeSummary }, text) => writeSummary([text], fenced),
  'summary of a failure': ({ writeSummary }, text) =>
    writeSummary({ title: 'x', text, reason: 'bug', findings: [{ reason: 'bug', text, where: text }] }, failureSummary),
  'plan in the log': (runner, text) => {
    for (const line of planLines(planWith(text, runner))) runner.log.info(line)
  },
  'plan in the summary': (runner, text) =>
    runner.writeSummary(planWith(text, runner), plan => planMarkdown(plan, 'open')),
  'output with texts': ({ setOutput }, text) => setOutput('problems', [{ text }]),
  status,
  'Slack message': message,
}
