import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Exec, ExecResult } from '../../../../src/process/exec.ts'
import { Clone } from '../../../../src/terminal/local/clone.ts'
import { findKubeconfig } from '../../../../src/terminal/local/kubeconfig.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const { signal } = new AbortController()
const failed: ExecResult = { exitCode: 1, stdout: '', stderr: 'error: no such file\nmore' }
const printed = (stdout: string): ExecResult => ({ exitCode: 0, stdout, stderr: '' })

describe('the kubeconfig', () => {
  /** A home with a kubeconfig at each of these paths, and what is found there. */
  const find = (files: readonly string[], env: Readonly<Record<string, string>>, named?: string, kubectl = failed) => {
    const home = temporaryFolder()
    mkdirSync(join(home, '.kube'))
    for (const file of files) writeFileSync(join(home, file), '')
    const filled = Object.fromEntries(Object.entries(env).map(([name, text]) => [name, text.replaceAll('~', home)]))
    const exec: Exec = async file => (file === 'kubectl' ? kubectl : failed)
    return findKubeconfig(named, { env: { HOME: home, ...filled }, cwd: home, exec }, signal).then(
      found => found.replace(home, '~'),
      thrown => thrown.message.replaceAll(home, '~'),
    )
  }

  test.each<[string, readonly string[], Readonly<Record<string, string>>, string | undefined]>([
    ['~/.kube/config', ['.kube/config'], {}, undefined],
    ['~/other', ['.kube/config', 'other'], { KUBECONFIG: '~/other' }, undefined],
    ['~/other', ['.kube/config', 'other'], { KUBECONFIG: 'other:' }, undefined],
    ['~/named', ['named', 'other'], { KUBECONFIG: '~/other' }, 'named'],
    ['there is no ~/.kube/config: set KUBECONFIG, or write --kubeconfig FILE', [], {}, undefined],
    ['KUBECONFIG names ~/gone, which is not there', ['.kube/config'], { KUBECONFIG: '~/gone' }, undefined],
    ['--kubeconfig names ~/gone, which is not there', ['.kube/config'], {}, 'gone'],
  ])('%s', async (found, files, env, named) => {
    expect(await find(files, env, named)).toBe(found)
  })

  test('several files are made one by kubectl', async () => {
    const KUBECONFIG = '~/a:~/b'
    expect(await find(['a', 'b'], { KUBECONFIG }, undefined, printed('apiVersion: v1\n'))).toBe('apiVersion: v1\n')
    const why = 'kubectl cannot read the files of KUBECONFIG: error: no such file'
    expect(await find(['a', 'b'], { KUBECONFIG })).toBe(why)
  })
})

describe('the clone', () => {
  const HEAD = 'a'.repeat(40)
  const OLD = 'b'.repeat(40)
  /** A clone in which git answers so, by the end of its arguments. */
  const clone = (answers: Readonly<Record<string, string>>) => {
    const all: Readonly<Record<string, string>> = { 'rev-parse --show-toplevel': '/clone\n', ...answers }
    const exec: Exec = async (_, args) => {
      const found = Object.entries(all).find(([asked]) => args.join(' ').endsWith(asked))
      return found === undefined ? failed : printed(found[1])
    }
    return Clone.around({ env: { PATH: '/bin' }, cwd: '/clone/deploy', exec }, signal)
  }
  const FOUND = { 'HEAD^{commit}': `${HEAD}\n`, 'bbbbbbb^{commit}': `${OLD}\n`, [`%s ${OLD}`]: 'Pay\u202e by card\n' }

  test('has the commit that is checked out, and that which is named', async () => {
    const it = await clone({ ...FOUND, [`%s ${HEAD}`]: 'New\n' })
    expect(it.folder).toBe('/clone')
    expect(await it.commit(undefined)).toEqual({ sha: HEAD, title: 'New', isHead: true })
    expect(await it.commit('bbbbbbb')).toEqual({ sha: OLD, title: 'Pay by card', isHead: false })
    await expect(it.commit('ccccccc')).rejects.toThrow('the clone has no commit ccccccc: git fetch')
  })

  test('the policy and the workflows are those of the commit', async () => {
    const names = ['.github/workflows/deploy.yml', '.github/workflows/README.md', '']
    const it = await clone({
      [`${OLD}:.github/commit-train.yml`]: 'policy',
      [`ls-tree -z --name-only ${OLD} .github/workflows/`]: names.join('\0'),
      [`show ${OLD}:.github/workflows/deploy.yml`]: 'on: deployment',
    })
    expect(await it.policyText(OLD)).toBe('policy')
    expect(await it.workflows(OLD)).toEqual([{ file: '.github/workflows/deploy.yml', text: 'on: deployment' }])
    await expect(it.policyText(HEAD)).rejects.toThrow('aaaaaaa has no .github/commit-train.yml')
    expect(await it.workflows(HEAD)).toEqual([])
  })

  test('knows what is not committed', async () => {
    const changed = [
      `# branch.oid ${HEAD}`,
      '1 .M N... 100644 100644 100644 x y deploy/a b.yaml',
      '? deploy/new.yaml',
      '',
    ].join('\0')
    const it = await clone({ '-- deploy': changed })
    expect(await it.uncommitted(['deploy'])).toEqual(['deploy/a b.yaml', 'deploy/new.yaml'])
  })

  test('is needed', async () => {
    const around = { env: {}, cwd: '/', exec: async () => failed }
    await expect(Clone.around(around, signal)).rejects.toThrow('there is no clone here: run this in a clone')
  })
})
