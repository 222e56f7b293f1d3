import { expect, test } from 'vitest'
import { reportDeployment } from '../../../../src/actions/deploy/outputs.ts'
import type { DeployResult } from '../../../../src/deployments/result.ts'
import type { Ending } from '../../../../src/domain/deployment/ending.ts'
import type { Finding } from '../../../../src/errors.ts'
import { reasonLink } from '../../../../src/reasons/registry.ts'
import { outputText, type Runner } from '../../../../src/runner/runner.ts'
import { Masks } from '../../../../src/secrets/masks.ts'
import { endedView, SHA } from '../../deployments/ended-view.ts'
import { SkippingClock } from '../../github/fake-api.ts'
import { RecordingLogger } from '../../recording-logger.ts'

/** What a step that ends like this leaves at the runner. */
async function presented(result: DeployResult) {
  const log = new RecordingLogger()
  const masks = new Masks({ emit: () => undefined })
  const outputs: Record<string, string> = {}
  const failures: string[] = []
  let summary = ''
  const runner: Runner = {
    ...{ log, masks, clock: new SkippingClock(), env: {} },
    ...{
      print: () => undefined,
      room: async () => undefined,
      input: () => '',
      saveState: () => undefined,
      state: () => '',
    },
    setOutput: (name, value) => {
      outputs[name] = outputText(value, masks)
    },
    writeSummary: async (data, render) => {
      summary += render(masks.clean(data))
    },
    fail: headline => void failures.push(headline),
  }
  await reportDeployment(result, runner)
  return { outputs, failures, summary, lines: log.lines }
}

const FAILED: Ending = {
  ...{ outcome: 'failed', reason: 'crash', text: 'Deployment/web: crash: exit 1' },
  findings: [{ reason: 'crash', text: 'exit 1. Read the log', where: 'Deployment/web' }],
}

test('a success: outputs, one line, a summary, no red', async () => {
  const { outputs, failures, lines, summary } = await presented({ kind: 'ended', view: endedView() })
  expect(outputs).toEqual({
    ...{ 'deployment-id': '7', outcome: 'success', reason: '', service: 'hello', environment: 'staging' },
    ...{ commit: SHA, image: 'ghcr.io/acme/hello@sha256:abc', 'stored-release': '' },
  })
  expect(failures).toEqual([])
  expect(lines).toHaveLength(1)
  expect(summary).toMatch(/^## ✅ Deployed/)
})

test('a failure: red, then why, with the last lines of the container', async () => {
  const containerLog = { pod: 'web-1', container: 'app', lines: ['panic'] }
  const { outputs, failures, lines } = await presented({
    kind: 'ended',
    view: endedView({ ending: FAILED, containerLog }),
  })
  expect(outputs).toMatchObject({ outcome: 'failed', reason: 'crash' })
  expect(failures).toEqual(['Failed: Deployment/web: crash: exit 1'])
  expect(lines).toEqual([
    'info:   Deployment/web: exit 1. Read the log',
    'info:   Last lines of container app in pod web-1:',
    'info:   | panic',
  ])
})

test('a failure whose cause is in the red line: below it stands what to do', async () => {
  const cause = { code: 'crash', object: 'Deployment/web', text: 'exit 1', advice: 'Read the log' } as const
  const { failures, lines } = await presented({ kind: 'ended', view: endedView({ ending: FAILED, cause }) })
  expect(failures).toEqual(['Failed: Deployment/web: crash: exit 1'])
  expect(lines).toEqual(['info:   Deployment/web: Read the log'])
})

test('a refusal says that nothing was changed, and repeats no finding that the headline has', async () => {
  const findings: Finding[] = [
    { reason: 'image-missing', text: 'no image' },
    { reason: 'check-failed', text: 'test (failure)', url: 'https://github.com/acme/hello/runs/1' },
  ]
  const ending: Ending = { outcome: 'refused', reason: 'image-missing', text: 'no image', findings }
  const { failures, lines } = await presented({ kind: 'ended', view: endedView({ ending, touched: false }) })
  expect(failures).toEqual(['Refused: no image'])
  expect(lines).toEqual([
    'info:   test (failure) https://github.com/acme/hello/runs/1',
    expect.stringMatching(/^info: {3}Nothing was changed/),
  ])
})

test('a superseded deployment is a notice', async () => {
  const ending: Ending = { outcome: 'superseded', reason: 'stale-rerun', text: 'by deployment 8', findings: [] }
  const { failures, lines } = await presented({ kind: 'ended', view: endedView({ ending, touched: false }) })
  expect(failures).toEqual([])
  expect(lines[0]).toBe('notice: Superseded: by deployment 8')
})

test('a last status that could not be written is red, also after a success', async () => {
  const unwritten = { reason: 'github-unreachable', why: 'GitHub failed (500)' } as const
  const { failures } = await presented({ kind: 'ended', view: endedView(), unwritten })
  expect(failures).toEqual([
    expect.stringMatching(/^GitHub still shows deployment 7 .*GitHub failed \(500\); see https:.*#github-unreachable$/),
  ])
})

test.each([
  [true, [], ['notice: Deployment 7 is left alone: its task is another']],
  [false, ['Deployment 7 is left alone: its task is another'], []],
])('left alone, expected: %s', async (expected, red, notices) => {
  const { outputs, failures, lines, summary } = await presented({
    ...{ kind: 'left-alone', deploymentId: 7, environment: 'pages' },
    ...{ reason: 'deployment-foreign', why: 'its task is another', expected },
  })
  expect(outputs).toEqual({
    ...{ 'deployment-id': '7', outcome: 'left-alone', reason: 'deployment-foreign', environment: 'pages' },
  })
  const heading = '## ⏭️ Left alone\n\n**Deployment 7 is left alone: its task is another**'
  const page = expected ? '' : `${heading}\n\nSee ${reasonLink('deployment-foreign')}.\n`
  expect({ failures, lines, summary }).toEqual({ failures: red, lines: notices, summary: page })
})
