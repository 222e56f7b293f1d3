import { expect, test } from 'vitest'
import { wayInFor } from '../../../../src/commands/deploying/way-in.ts'
import { UserError } from '../../../../src/errors.ts'
import type { WorkflowFile } from '../../../../src/github/workflows/read-workflows.ts'
import { thrownBy } from '../../policy/thrown.ts'

const SHA = 'a'.repeat(40)
const none = {
  onDeployment: false,
  deploys: false,
  dispatchInputs: undefined,
  callsWorkflow: false,
  calls: [],
  newKeys: [],
}
const EVENT: WorkflowFile = { ...none, file: 'deploy.yml', onDeployment: true, deploys: true }
const TELLS: WorkflowFile = { ...none, file: 'announce.yml', onDeployment: true }
const DISPATCH: WorkflowFile = {
  ...{ ...none, file: 'by-hand.yml', deploys: true },
  dispatchInputs: ['deployment-id', 'commit'],
}
const LOGS: WorkflowFile = { ...none, file: 'a-log.yml', dispatchInputs: ['deployment-id'] }
const OTHERS: readonly WorkflowFile[] = [
  { ...none, file: 'ci.yml' },
  { ...none, file: 'release.yml', dispatchInputs: ['version'] },
]

type Row = readonly [string, string, readonly WorkflowFile[], readonly WorkflowFile[], string]

test.each<Row>([
  ['an App’s token, the commit has it', 'acme-door', [EVENT], [EVENT], 'event'],
  ['the commit has it, the branch no more', 'acme-door', [], [EVENT], 'event'],
  ['both: the record starts it, and nothing else does', 'acme-door', [EVENT, DISPATCH], [EVENT, DISPATCH], 'event'],
  [
    'one that only tells of deployments beside a dispatch',
    'ada',
    [TELLS, DISPATCH],
    [TELLS, DISPATCH],
    'by-hand.yml, ',
  ],
  ['beside the one that deploys', 'ada', [TELLS, EVENT, DISPATCH], [TELLS, EVENT], 'event'],
  ['one of which nothing more is known, without a dispatch', 'ada', [TELLS], [TELLS], 'event'],
  ['of two dispatches the one that deploys', 'github-actions', [LOGS, DISPATCH], [], 'by-hand.yml, '],
  ['a person’s token', 'ada', [EVENT], [EVENT], 'event'],
  [
    'an older commit',
    'ada',
    [EVENT, DISPATCH],
    OTHERS,
    'by-hand.yml, aaaaaaa is older than the workflow that runs on deployments: by-hand.yml is started',
  ],
  ['an App’s token where there is only a dispatch', 'acme-door', [DISPATCH], [DISPATCH], 'by-hand.yml, '],
  ['a workflow’s token', 'github-actions', [EVENT, DISPATCH], [EVENT], 'by-hand.yml, '],
  ['its other name', 'github-actions[bot]', [DISPATCH], [], 'by-hand.yml, '],
  [
    'a workflow’s token without a dispatch',
    'github-actions',
    [EVENT],
    [EVENT],
    "no-way-in: no workflow would run the deployment: a workflow's own token starts none that run on 'deployment'; ask with an App's or a person's token, or add workflows-templates/deploy-by-dispatch.yml to the default branch",
  ],
  [
    'nothing, a workflow’s token',
    'github-actions',
    OTHERS,
    OTHERS,
    'no-way-in: no workflow would run the deployment: add workflows-templates/deploy-by-dispatch.yml to the default branch',
  ],
  [
    'nothing',
    'ada',
    OTHERS,
    OTHERS,
    'no-way-in: no workflow would run the deployment: add workflows-templates/deploy-by-dispatch.yml to the default branch, or deploy-by-event.yml',
  ],
  [
    'an older commit without a dispatch',
    'ada',
    [EVENT],
    [],
    'no-way-in: no workflow would run the deployment: aaaaaaa is older than the workflow that runs on deployments; to deploy it, add workflows-templates/deploy-by-dispatch.yml to the default branch',
  ],
])('%s', (_, login, branch, commit, expected) => {
  const way = () => wayInFor({ login, branch: [...OTHERS, ...branch] }, commit, SHA)
  if (expected.startsWith('no-way-in')) {
    const thrown = thrownBy(way)
    expect(thrown instanceof UserError ? `${thrown.reason}: ${thrown.message}` : thrown).toBe(expected)
    return
  }
  const found = way()
  expect(found.kind === 'event' ? 'event' : `${found.file}, ${found.note}`).toBe(expected)
})
