import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pictures } from '../test/platform/slack/picture/documentation.ts'
import { root } from './setup/places.ts'

/** `script/node script/slack-pictures.ts`: draws the pictures of the documentation from the messages as they are made today. */
const folder = join(root, 'docs/slack')
mkdirSync(folder, { recursive: true })
for (const [name, svg] of Object.entries(pictures())) writeFileSync(join(folder, name), svg)
