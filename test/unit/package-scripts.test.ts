import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Where one of them is there, npm installs all devDependencies of a package that comes from git, to prepare it. */
const PREPARING = ['preinstall', 'install', 'postinstall', 'prepack', 'prepare', 'build']

test('nothing is prepared where the package is installed from git', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly scripts: Record<string, string> }
  expect(Object.keys(scripts)).toContain('test')
  expect(Object.keys(scripts).filter(name => PREPARING.includes(name))).toEqual([])
})
