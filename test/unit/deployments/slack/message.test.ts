import { describe, expect, test } from 'vitest'
import type { SlackFacts } from '../../../../src/deployments/slack/facts.ts'
import { deploymentMessage, endedProgress, type MessageProgress } from '../../../../src/deployments/slack/message.ts'
import { summarizeTrain, type TrainSummary } from '../../../../src/deployments/slack/train.ts'
import { context, sizeOf } from '../../../../src/slack/blocks.ts'
import { SLACK_LIMITS } from '../../../../src/slack/limits.ts'
import { endedView } from '../ended-view.ts'
import { facts, LIVE, SHA } from './facts.ts'

const IN_PROGRESS: MessageProgress = { kind: 'in-progress', text: '4/5 Applying' }

function train(
  kind: 'forward' | 'back',
  count: number,
  more = false,
  title = 'A change',
  author = 'grace',
): TrainSummary {
  const commits = Array.from({ length: count }, (_, index) => {
    return { sha: index.toString(16).padStart(40, '0'), parents: [], title: `${title} ${index}`, author }
  })
  return summarizeTrain(
    kind === 'back' ? { kind, live: LIVE, commits } : { kind, live: LIVE, commits, more },
    text => text,
  )
}

/** All a reader sees, a block a line. */
function shown(given: Partial<SlackFacts> = {}, progress = IN_PROGRESS): string {
  const { blocks } = deploymentMessage(facts(given), progress)
  return blocks
    .flatMap(block => {
      if (block.type === 'header') return block.text.text
      if (block.type === 'section') return 'text' in block ? block.text.text : []
      return block.type === 'context' ? block.elements.map(({ text }) => text) : []
    })
    .join('\n')
}

describe('in progress', () => {
  test('who, what, where, how far, and where to read more', () => {
    expect(shown({ dashboard: 'https://grafana.example/d/hello' })).toBe(
      [
        '🚀 Deploying: hello → production',
        '<https://github.com/acme/hello/commit/1a2b3c4d1a2b3c4d1a2b3c4d1a2b3c4d1a2b3c4d|1a2b3c4> *Greet in the evening* by grace',
        'Requested by <@U0ADA>',
        '4/5 Applying',
        '<https://github.com/acme/hello/actions/runs/5/attempts/1|Log> · <https://grafana.example/d/hello|Dashboard> · deployment 7',
      ].join('\n'),
    )
  })

  test('before anything was read', () => {
    const text = shown({ title: undefined, author: undefined })
    expect(text).toContain('|1a2b3c4>\nRequested by <@U0ADA>\n')
  })

  test.each([
    ['a user without a Slack member', { login: 'octocat', member: undefined }, 'Requested by octocat\n'],
    ['GitHub does not say', { login: '', member: undefined }, 'Requested by an unknown user\n'],
    ['a login that would be a mention', { login: '<!channel>', member: undefined }, 'Requested by &lt;!channel&gt;\n'],
  ])('asked for by %s', (_what, requester, text) => {
    expect(shown({ requester })).toContain(text)
  })

  test('a title with a mention of everybody, a link and bold text', () => {
    const text = shown({ title: '<!channel> *now* <https://evil.example|free>', author: '<@U0EVE>' })
    expect(text).toContain('*&lt;!channel&gt; ∗now∗ &lt;https://evil.example|free&gt;* by &lt;@U0EVE&gt;')
  })
})

describe('the train', () => {
  const off = (count: number, base: string | undefined, back = false): TrainSummary => {
    const commits = Array.from({ length: count }, (_, at) => {
      return { sha: `${at}`.padStart(40, '0'), parents: [], title: `A change ${at}`, author: 'grace' }
    })
    return summarizeTrain({ kind: 'off-line', live: LIVE, base, back, commits }, text => text)
  }
  const base = 'b'.repeat(40)

  test.each([
    [off(0, undefined), ' · replaces `9f8e7d6`, which is not on the default branch\n'],
    [off(0, base), ' · replaces `9f8e7d6`, which is not on the default branch and was made from `bbbbbbb`\n'],
    [
      off(2, base),
      ' · replaces `9f8e7d6`, which is not on the default branch and was made from `bbbbbbb`; a train of 2 commits since then\n',
    ],
    [
      off(3, base, true),
      ' · replaces `9f8e7d6`, which is not on the default branch and was made from `bbbbbbb`: *rollback*, which takes out 3 commits of it\n',
    ],
    [train('forward', 0), ' · no commit of this service since `9f8e7d6`\n'],
    [train('back', 0), ' · *rollback* from `9f8e7d6`, which takes out no commit of this service\n'],
  ])('%#: of a deployed branch, or of a service with paths', (given, expected) => {
    expect(shown({ train: given })).toContain(expected)
  })

  test('since a branch was deployed, the commits are compared with where it left', () => {
    expect(shown({ train: off(12, base) })).toContain(`/compare/${base}...${SHA}`)
    expect(shown({ train: off(12, base, true) })).toContain(`/compare/${SHA}...${base}`)
    expect(shown({ train: off(2, base) })).toContain('A change 1')
  })

  test.each([
    ['the first deployment', { kind: 'first' } as const, ' · the first deployment here'],
    ['the same again', { kind: 'again', live: SHA } as const, ' · this commit is live already'],
    ['one commit', train('forward', 1), ' · a train of 1 commit since `9f8e7d6`'],
  ])('%s: no list', (_what, given, words) => {
    const text = shown({ train: given })
    expect(text).toContain(`Requested by <@U0ADA>${words}\n4/5 Applying\n<`)
  })

  test('each commit with its author; beyond ten a link to all of them', () => {
    const text = shown({ train: train('forward', 12) })
    expect(text).toContain('a train of 12 commits since `9f8e7d6`')
    expect(text.match(/^• .*$/gm)).toHaveLength(10)
    expect(text).toContain('A change 9 — grace\nand 2: <https://github.com/acme/hello/compare/')
    expect(text).toContain(`/compare/${LIVE}...${SHA}|all of them>`)
  })

  test('longer than what was read', () => {
    const text = shown({ train: train('forward', 125, true) })
    expect(text).toContain('a train of more than 125 commits')
    expect(text).toContain('and more than 115: <')
  })

  test('a rollback names what it takes out', () => {
    const text = shown({ train: train('back', 2) })
    expect(text).toContain('*rollback* from `9f8e7d6`, which takes out 2 commits')
    expect(text.match(/^• .*$/gm)).toHaveLength(2)
  })

  test('a thousand commits with endless titles stay small enough for an environment variable', () => {
    const summary = train('back', 1000, false, '😀"\\'.repeat(9999), 'x'.repeat(9999))
    expect(summary).toMatchObject({ kind: 'back', count: 1000 })
    // The kernel's limit is 128 KiB; whatever else a runner puts there has room.
    expect(Buffer.byteLength(JSON.stringify(summary))).toBeLessThan(32_000)
  })

  test('nothing of a commit is sent but its title and its author, and those without secrets', () => {
    const commit = {
      sha: SHA,
      parents: [LIVE],
      title: 'Use hunter2',
      author: 'hunter2',
      message: 'Use hunter2\n\nbody',
    }
    const summary = summarizeTrain({ kind: 'forward', live: LIVE, more: false, commits: [commit] }, text =>
      text.replaceAll('hunter2', '***'),
    )
    expect(summary).toMatchObject({ shown: [{ sha: SHA, title: 'Use ***', author: '***' }] })
    expect(JSON.stringify(summary)).not.toMatch(/hunter2|body/)
  })

  test('the longest texts stay within what Slack takes', () => {
    const title = '<&>'.repeat(200)
    const long = {
      title,
      author: title,
      train: train('forward', 125, true, title),
    }
    const progress = { kind: 'ended', outcome: 'failed', text: title, live: Array(9).fill(title) } as const
    const { blocks, text } = deploymentMessage(facts(long), progress)
    expect(sizeOf(blocks)).toBeLessThan(SLACK_LIMITS.message)
    expect(text.length).toBeLessThan(4 * SLACK_LIMITS.text)
  })
})

describe('the end', () => {
  test.each([
    ['success', '✅ Deployed: hello → production'],
    ['refused', '⛔ Refused: hello → production'],
    ['failed', '❌ Failed: hello → production'],
    ['cancelled', '✋ Cancelled: hello → production'],
    ['error', '🛠️ Error: hello → production'],
    ['superseded', '⏭️ Superseded: hello → production'],
  ] as const)('%s', (outcome, title) => {
    const text = shown({}, { kind: 'ended', outcome, text: 'How it ended', live: ['Live now: Deployment/web: 2 of 3'] })
    expect(text).toContain(title)
    expect(text).toContain('*How it ended*\nLive now: Deployment/web: 2 of 3\n')
  })

  test('what a machine finds it by', () => {
    const { metadata, text } = deploymentMessage(facts(), {
      kind: 'ended',
      outcome: 'success',
      text: 'Deployed in 14 s',
      live: [],
    })
    expect(text).toBe('hello → production: Deployed in 14 s')
    expect(metadata).toEqual({
      eventType: 'commit_train_deployment',
      payload: {
        repository: 'acme/hello',
        service: 'hello',
        environment: 'production',
        deployment: 7,
        commit: SHA,
        outcome: 'success',
        log: 'https://github.com/acme/hello/actions/runs/5/attempts/1',
      },
    })
  })
})

describe('what is live at the end', () => {
  const ending = { outcome: 'failed', reason: 'crash', text: 'Deployment/web: crash', findings: [] } as const
  const workload = {
    object: 'Deployment/web',
    namespace: 'shop',
    name: 'web',
    state: 'failing',
    text: '1/2 updated',
    seconds: 1,
    desired: 2,
    updated: 1,
    available: 2,
  } as const

  test.each<[string, Parameters<typeof endedView>[0], readonly string[]]>([
    ['a success: what was deployed', {}, []],
    [
      'a workload: its pods',
      { ending, workloads: [workload] },
      ['Live now: Deployment/web: 2 of 2 pods serve, the old version among them'],
    ],
    ['nothing touched', { ending, touched: false }, ['Nothing was changed: the cluster is as it was.']],
  ])('%s', (_, view, live) => {
    expect(endedProgress(endedView(view), ['and more'])).toMatchObject({ live: [...live, 'and more'] })
  })
})

describe('the end of a message whose run is gone', () => {
  const ended: MessageProgress = { kind: 'ended', outcome: 'error', text: 'Error: run 5 was lost', live: [] }
  const nothing = facts({ title: undefined, author: undefined })

  test.each([
    ['a short train', train('forward', 3), 'A change 2'],
    ['one that was cut', train('forward', 90, true, 'Long '.repeat(40)), 'and more than'],
    ['a rollback', train('back', 4), '*rollback*'],
    ['no train', undefined, 'Greet in the evening'],
  ])('keeps what it showed: %s', (_what, of, words) => {
    const before = deploymentMessage(facts({ train: of }), IN_PROGRESS).blocks
    const after = deploymentMessage(nothing, ended, before).blocks
    expect(after.toSpliced(0, 1).toSpliced(1, 1)).toEqual(before.toSpliced(0, 1).toSpliced(1, 1))
    expect(JSON.stringify(after)).toContain(words)
    expect(JSON.stringify(after.slice(0, 3))).toMatch(/🛠️ Error.*\*Error: run 5 was lost\*/)
    expect(JSON.stringify(after)).not.toContain('4/5')
  })

  test('keeps a remark between the train and the links', () => {
    const before = deploymentMessage(facts({ train: train('forward', 3) }), IN_PROGRESS).blocks
    const remarked = before.toSpliced(-1, 0, context('2 parts did not fit'))
    expect(deploymentMessage(nothing, ended, remarked).blocks).toContainEqual(context('2 parts did not fit'))
  })

  test('what does not look like ours is written anew', () => {
    const before = deploymentMessage(facts(), IN_PROGRESS).blocks
    for (const other of [
      undefined,
      [],
      before.slice(1),
      before.slice(0, -1),
      before.slice(0, 2),
      before.toSpliced(1, 1, context('x')),
      before.toSpliced(2, 1, context('x')),
    ]) {
      expect(deploymentMessage(nothing, ended, other).blocks).toEqual(deploymentMessage(nothing, ended).blocks)
    }
  })
})
