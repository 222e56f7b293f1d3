import { detailsReply } from '../../../../src/deployments/slack/details.ts'
import type { SlackFacts } from '../../../../src/deployments/slack/facts.ts'
import { deploymentMessage, endedProgress } from '../../../../src/deployments/slack/message.ts'
import type { EndedView } from '../../../../src/deployments/view.ts'
import type { Ending } from '../../../../src/domain/deployment/ending.ts'
import { draw, reply, shown } from './message-pictures.ts'
import { waitingPictures } from './waiting-pictures.ts'

const [one, two, three, live] = ['4f3c2b1', '8d7e6f5', '1a2b3c4', '9c8b7a6'].map(short => short.padEnd(40, '0')) as [
  string,
  string,
  string,
  string,
]

const PAGE = 'https://github.com/acme/hello'

const facts: SlackFacts = {
  channel: 'C0DEPLOYS',
  repository: 'acme/hello',
  page: PAGE,
  service: 'hello',
  environment: 'production',
  deploymentId: 2917,
  commit: one,
  requester: { login: 'ada', member: 'U0ADA0001' },
  logUrl: `${PAGE}/actions/runs/7001/attempts/1`,
  dashboard: 'https://grafana.example/d/hello',
  title: 'Greet people by the time of day',
  author: 'grace',
  train: {
    kind: 'forward',
    live,
    count: 3,
    more: false,
    shown: [
      { sha: one, title: 'Greet people by the time of day', author: 'grace' },
      { sha: two, title: 'Log how long a greeting took', author: 'ada' },
      { sha: three, title: 'Update the Go toolchain', author: 'renovate' },
    ],
  },
}

/** What was live is on a branch, which left the line where `facts` has it. */
const overBranch: SlackFacts['train'] = {
  ...{ kind: 'off-line', live: '53d9865'.padEnd(40, '0'), base: live, back: false, count: 3, more: false },
  shown: facts.train !== undefined && 'shown' in facts.train ? facts.train.shown : [],
}

const STEPS = [
  { step: 'gate', ms: 820 },
  { step: 'render', ms: 190 },
  { step: 'preflight', ms: 240 },
  { step: 'apply', ms: 160 },
  { step: 'rollout', ms: 14_300 },
] as const

/** A view of the deployment at its end. */
function view(ending: Ending, ms: number): EndedView {
  const { repository, service, environment, deploymentId: id, commit, logUrl: log } = facts
  return {
    ...{ id, repository, service, environment, commit, ending, ms, steps: STEPS },
    requester: facts.requester.login,
    image: 'ghcr.io/acme/hello@sha256:5b1c…',
    touched: true,
    ...{ causes: [], workloads: [], objects: [], warnings: [] },
    links: { repository: PAGE, commit: `${PAGE}/commit/${one}`, log },
  }
}

const deployed: Ending = { outcome: 'success', reason: 'deployed', text: 'Deployed in 16 s', findings: [] }

const crashed: Ending = {
  outcome: 'failed',
  reason: 'crash',
  text: 'Deployment/hello, container app: crash: exit code 1, twice in 6 s',
  findings: [],
}

const failedView: EndedView = {
  ...view(crashed, 9400),
  containerLog: { pod: 'hello-6d5f', container: 'app', lines: ['panic: no such file: /etc/hello/greetings.yaml'] },
  workloads: [
    {
      ...{ object: 'Deployment/hello', namespace: 'production', state: 'failing', text: '', seconds: 6 },
      ...{ desired: 3, updated: 1, available: 2 },
    },
  ],
}

/** The pictures of docs/slack.md and docs/stale.md by file name, drawn from the messages that the code makes. */
export function pictures(): Readonly<Record<string, string>> {
  const good = view(deployed, 16_000)
  return {
    ...waitingPictures(),
    'deploying.svg': draw('A deployment in progress', [
      shown(deploymentMessage(facts, { kind: 'in-progress', text: '5/5 Waiting for the rollout' }), '14:02'),
    ]),
    'deployed.svg': draw('A deployment that went well, with its thread', [
      shown(deploymentMessage(facts, endedProgress(good)), '14:02'),
      reply(detailsReply(facts, good), '14:02'),
    ]),
    'over-branch.svg': draw('A deployment that replaces a branch', [
      shown(deploymentMessage({ ...facts, train: overBranch }, endedProgress(good)), '14:02'),
    ]),
    'failed.svg': draw('A deployment that failed, with its cause', [
      shown(deploymentMessage(facts, endedProgress(failedView)), '14:02'),
      reply(detailsReply(facts, failedView), '14:02'),
    ]),
  }
}
