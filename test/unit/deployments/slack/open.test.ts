import { beforeEach, describe, expect, test } from 'vitest'
import { openDeploymentMessage } from '../../../../src/deployments/slack/open.ts'
import type { DeploymentRecord } from '../../../../src/domain/deployment/record.ts'
import { type DeployRequest, readRequest } from '../../../../src/domain/deployment/request.ts'
import { parsePolicy } from '../../../../src/policy/policy.ts'
import { GitHubScene } from '../github-scene.ts'

let scene: GitHubScene
beforeEach(async () => {
  scene = await GitHubScene.open()
})

/** Opens the message of a deployment under this policy, as main does. */
async function open(slack: string) {
  const sha = await scene.commit()
  const { id, context } = await scene.request(sha)
  const record: DeploymentRecord = {
    ...{ id, sha, ref: sha, task: 'deploy', environment: 'staging', payload: '', creator: 'ada', byPerson: true },
    ...{ createdAt: '2026-01-05T09:00:00Z', url: '' },
  }
  const policy = parsePolicy(`environments:\n  staging:\nslack:\n${slack}`, { repository: 'hello' })
  const request = readRequest(record, policy) as DeployRequest
  expect(request.kind).toBe('ours')
  return openDeploymentMessage(request, scene.effects.connectGitHub(), context, scene.effects)
}

const saved = () => scene.kept.get('slack')

describe('what post needs to end the message is kept before anything is sent', () => {
  test('its channel and facts', async () => {
    scene.withSlack = true
    expect(await open('  channel: C0DEPLOYS\n')).toBeDefined()
    expect(JSON.parse(saved() ?? '')).toMatchObject({
      wanted: 'all',
      facts: { channel: 'C0DEPLOYS', service: 'hello', environment: 'staging' },
    })
    expect(scene.slack.taken).toEqual([])
  })

  test.each([
    ['no channel', '  users: { ada: U0ADA0001 }\n', true, []],
    ['none wanted', '  channel: C0DEPLOYS\n  deployments: none\n', true, []],
    ['no token', '  channel: C0DEPLOYS\n', false, [expect.stringContaining('the input "slack-token" is empty')]],
  ])('that there is none: %s', async (_what, slack, withSlack, lines) => {
    scene.withSlack = withSlack
    scene.kept.set('slack', '{"wanted":"all"}')
    expect(await open(slack)).toBeUndefined()
    expect(saved()).toBe('')
    expect(scene.log.lines.filter(line => line.includes('Slack'))).toEqual(lines)
  })
})
