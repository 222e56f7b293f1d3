import { expect, test } from 'vitest'
import { Reply } from '../../../../src/actions/deploybot/reply.ts'
import { connectToDouble } from '../../github/double.ts'
import { RecordingLogger } from '../../recording-logger.ts'

async function start() {
  const { github, client } = await connectToDouble()
  const issue = github.openIssue({ title: 'Deploys', by: 'person' })
  const log = new RecordingLogger()
  const reply = new Reply(client, { id: 1, issue, createdAt: '2020-01-01T00:00:00Z' }, log)
  const bodies = () => github.comments().map(({ body }) => body.split('\n').slice(1).join('\n'))
  const writes = () => github.requests.filter(({ method }) => method !== 'GET').length
  return { github, reply, log, bodies, writes }
}

test('one comment, changed in place; what waits meanwhile is written at once', async () => {
  const { reply, bodies, writes } = await start()
  await reply.plan('plan')
  await Promise.all(['1/5', '2/5', '3/5', '4/5'].map(step => reply.progress(step)))
  await reply.end('done')
  expect([bodies(), writes() < 5]).toEqual([['done'], true])
})

test('one that was deleted is written anew for the end alone', async () => {
  const { github, reply, bodies } = await start()
  await reply.plan('plan')
  github.deleteComment(github.comments()[0]?.id ?? 0)
  await reply.progress('1/5')
  expect(bodies()).toEqual([])
  await reply.end('done')
  expect(bodies()).toEqual(['done'])
})

test('a step that cannot be shown is said in the log; a plan or an end that cannot be is an error', async () => {
  const { github, reply, log } = await start()
  await reply.plan('plan')
  github.fail({ how: 'status', status: 500, times: 500 })
  await reply.progress('1/5')
  expect(log.lines.join()).toContain('The reply could not be updated')
  await expect(reply.end('done')).rejects.toMatchObject({ reason: 'github-unreachable' })
})
