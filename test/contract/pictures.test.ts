import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pictures } from '../platform/slack/picture/documentation.ts'

const folder = join(import.meta.dirname, '../../docs/slack')

test('the pictures in docs/slack show the messages as they are made: script/node script/slack-pictures.ts', () => {
  const drawn = pictures()
  expect(readdirSync(folder).toSorted()).toEqual(Object.keys(drawn).toSorted())
  for (const [name, svg] of Object.entries(drawn)) expect(readFileSync(join(folder, name), 'utf8'), name).toBe(svg)
})
