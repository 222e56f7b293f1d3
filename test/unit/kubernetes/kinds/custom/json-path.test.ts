import { describe, expect, test } from 'vitest'
import { fulfils, parsePathRule } from '../../../../../src/kubernetes/kinds/custom/json-path.ts'

const OBJECT = {
  metadata: { labels: { 'a.b/c': 'x' } },
  status: {
    ...{ phase: 'Running', count: 3, done: true, failed: false, empty: '', nothing: null },
    nodes: [{ name: 'a', ready: 'no' }, { name: 'b', ready: 'yes' }, 'text'],
    conditions: [
      { type: 'Ready', status: 'False' },
      { type: 'Synced', status: 'True' },
    ],
  },
}

test.each([
  ['{.status.phase}=Running', true],
  ['  {.status.phase} = Running ', false],
  ['{.status.phase}= Running', true],
  ['{.status.phase}=running', false],
  ['{.status.phase}', true],
  ['{.status.count}=3', true],
  ['{.status.count}=3.0', false],
  ['{.status.done}=true', true],
  ['{.status.failed}', false],
  ['{.status.failed}=false', true],
  ['{.status.empty}', false],
  ['{.status.empty}=', true],
  ['{.status.nothing}', false],
  ['{.status.absent}', false],
  ['{.status.absent.more}=x', false],
  ['{.status.conditions[?(@.type=="Synced")].status}=True', true],
  ["{.status.conditions[?(@.type == 'Ready')].status}=True", false],
  ["{.status.conditions[?(@.type=='Synced')].status}=True", true],
  ['{.status.conditions[0].status}=False', true],
  ['{.status.nodes[*].ready}=yes', true],
  ['{.status.nodes[9].ready}', false],
  ['{.status.nodes}', true],
  ['{.status.nodes}=x', false],
  ["{.metadata.labels['a.b/c']}=x", true],
  ['{.metadata.labels["a.b/c"]}=x', true],
  ['{.status.conditions[1].status}=True', true],
  ['{.status.conditions[1].status}=False', false],
  ['{.status.nodes[0]}=[object Object]', false],
  ['{.status.phase[0]}', false],
  ['{.status.phase[*]}', false],
  ['{.status.phase.length}', false],
  ['{.status.toString}', false],
])('%s is %s', (text, expected) => {
  const rule = parsePathRule(text)
  if (rule === undefined) expect(expected).toBe(false)
  else expect(fulfils(OBJECT, rule)).toBe(expected)
})

describe('no path', () => {
  test.each([
    '',
    '.status.phase',
    '{}',
    '{.status',
    '{.status..phase}',
    '{.status[}',
    '{..}',
    '{status}=x',
    '{.a}{.b}',
    '{.a b}',
  ])('%s', text => {
    expect(parsePathRule(text)).toBeUndefined()
  })
})
