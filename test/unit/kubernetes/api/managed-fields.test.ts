import { describe, expect, test } from 'vitest'
import {
  fieldPaths,
  fieldText,
  managedFieldsOf,
  ownsField,
  sameOwnFields,
  valueAt,
} from '../../../../src/kubernetes/api/managed-fields.ts'

const fields = {
  'f:metadata': { 'f:labels': { '.': {}, 'f:example.com/a': {} }, 'f:finalizers': { '.': {}, 'v:"x/y"': {} } },
  'f:spec': { 'f:containers': { 'k:{"name":"app"}': { '.': {}, 'f:image': {} } }, 'f:list': { 'i:1': {} } },
}
const OBJECT = {
  metadata: { labels: { 'example.com/a': 'b' }, finalizers: ['x/y'] },
  spec: {
    containers: [
      { name: 'other', image: 'o' },
      { name: 'app', image: 'a' },
    ],
    list: ['one', 'two'],
  },
}

test('paths lead to values, and read as people write them', () => {
  expect(fieldPaths(fields).map(path => [fieldText(path), valueAt(OBJECT, path)])).toEqual([
    ['metadata.labels', { 'example.com/a': 'b' }],
    ['metadata.labels["example.com/a"]', 'b'],
    ['metadata.finalizers', ['x/y']],
    ['metadata.finalizers["x/y"]', 'x/y'],
    ['spec.containers[name=app]', { name: 'app', image: 'a' }],
    ['spec.containers[name=app].image', 'a'],
    ['spec.list[1]', 'two'],
  ])
})

test('only what is listed is owned', () => {
  for (const path of fieldPaths(fields)) expect(ownsField(fields, path)).toBe(true)
  expect(ownsField(fields, ['f:spec'])).toBe(false)
  expect(ownsField(fields, ['f:spec', 'f:containers', 'k:{"name":"other"}', 'f:image'])).toBe(false)
})

describe('anything may be received', () => {
  test.each([[undefined], [{}], [{ metadata: { managedFields: 'x' } }], [{ metadata: { managedFields: [1] } }]])(
    '%j',
    value => {
      expect(managedFieldsOf(value)).toEqual([])
    },
  )
  test.each([[['f:spec', 'f:absent', 'f:x']], [['f:spec', 'f:containers', 'k:broken']], [['f:spec', 'f:list', 'f:x']]])(
    'no value at %j',
    path => {
      expect(valueAt(OBJECT, path)).toBeUndefined()
    },
  )
})

describe('the same of ours', () => {
  const live = (value: string, owned: object = { 'f:key': {} }, more: object = {}, operation = 'Apply') => {
    const entry = { manager: 'commit-train', operation, fieldsV1: { 'f:data': { '.': {}, ...owned } } }
    const others = { manager: 'controller', operation: 'Update', fieldsV1: { 'f:status': { 'f:ready': {} } } }
    return { metadata: { managedFields: [others, entry] }, data: { key: value, theirs: '1' }, ...more }
  }
  test.each([
    [
      'with another status',
      live('a', undefined, { status: { ready: 2 } }),
      live('a', undefined, { status: { ready: 1 } }),
      true,
    ],
    ['with what others added beside ours', live('a'), { ...live('a'), data: { key: 'a', theirs: '2' } }, true],
    ['with another value', live('a'), live('b'), false],
    ['with a field more', live('a'), live('a', { 'f:key': {}, 'f:more': {} }), false],
    ['with a field less', live('a', { 'f:key': {}, 'f:more': {} }), live('a'), false],
    ['where nothing was applied before', live('a', {}, {}, 'Update'), live('a', {}, {}, 'Update'), false],
    ['where nothing is known', undefined, undefined, false],
  ])('%s', (_, before, after, same) => {
    expect(sameOwnFields(before, after)).toBe(same)
  })
})
