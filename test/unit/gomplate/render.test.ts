import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { type Rendering, renderTemplates } from '../../../src/gomplate/render.ts'
import type { Exec } from '../../../src/process/exec.ts'
import { spawnExec } from '../../../src/process/spawn-exec.ts'
import { Masks } from '../../../src/secrets/masks.ts'
import { RecordingLogger } from '../recording-logger.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { realGomplate } from './real-gomplate.ts'

const CONTEXT = {
  commit: 'd6fde92930d4715a2b49857d24b940956b26d2d3',
  image: 'ghcr.io/acme/hello@sha256:0f',
  service: 'hello',
  environment: 'production',
  id: 4503599627370497,
}

interface Scene extends Rendering {
  readonly log: RecordingLogger
}

/** A workspace with these files, rendered as `templates` with the values file, if there is one. */
function scene(files: Readonly<Record<string, string>>, secretEnv: Readonly<Record<string, string>> = {}): Scene {
  const workspace = temporaryFolder()
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true })
    writeFileSync(join(workspace, path), text)
  }
  const masks = new Masks({ emit: () => undefined })
  masks.addAll(Object.values(secretEnv))
  const values = 'values.yaml' in files ? ['values.yaml'] : []
  const paths = { workspace, templates: 'templates', values }
  const folder = temporaryFolder()
  return {
    gomplate: realGomplate(),
    paths,
    context: CONTEXT,
    secretEnv,
    folder,
    exec: spawnExec,
    masks,
    log: new RecordingLogger(),
  }
}

test('templates see the deployment, the values and the named variables', async () => {
  const text = [
    '{{ .deploy.commit }} {{ .deploy.image }} {{ .deploy.service }} {{ .deploy.environment }} {{ .deploy.id }}',
    '{{ .deploy.values.replicas }} {{ .deploy.values.nested.big }} {{ .Env.GREETING }} {{ base64.Encode .Env.GREETING }}',
  ].join('\n')
  const it = scene(
    { 'templates/web.yaml': text, 'values.yaml': 'replicas: 3\nnested: {big: 30000000}\n' },
    { GREETING: 'grüße' },
  )
  const [file] = await renderTemplates(it)
  expect(file).toEqual({
    file: 'templates/web.yaml',
    text: `${CONTEXT.commit} ghcr.io/acme/hello@sha256:0f hello production 4503599627370497\n3 30000000 grüße Z3LDvMOfZQ==`,
  })
})

test('an output that cannot be read is no blank template', async () => {
  const exec: Exec = async (_program, [, config = '']) => {
    const { outputFiles } = JSON.parse(readFileSync(config, 'utf8')) as { outputFiles: readonly string[] }
    for (const file of outputFiles) mkdirSync(file, { recursive: true })
    return { exitCode: 0, stdout: '', stderr: '' }
  }
  const it = { ...scene({ 'templates/web.yaml': 'a: 1' }), exec }
  await expect(renderTemplates(it)).rejects.toMatchObject({ code: 'EISDIR' })
})

test('templates see nothing else of the job: a fixed environment and an empty working folder', async () => {
  const it = scene(
    { 'templates/env.json': '{{ range $k, $_ := .Env }}{{ $k }} {{ end }}{{ file.ReadDir "." }}' },
    { MINE: 'mine' },
  )
  process.env.OF_THE_JOB = 'of the job'
  const [file] = await renderTemplates(it)
  delete process.env.OF_THE_JOB
  expect(file?.text).toBe('ALL_PROXY AWS_EC2_METADATA_DISABLED HOME HTTPS_PROXY HTTP_PROXY LANG MINE PATH TZ []')
})

test('files come in the order of their paths, under the names of their templates, blank ones too', async () => {
  const it = scene({
    'templates/b.yml': 'b: 1',
    'templates/a.yaml.tmpl': 'a: 1',
    'templates/blank.yaml': '{{ if false }}x{{ end }}\n',
    'templates/deep/er, "odd": name#?%20.json': '{}',
  })
  expect(await renderTemplates(it)).toEqual([
    { file: 'templates/a.yaml.tmpl', text: 'a: 1' },
    { file: 'templates/b.yml', text: 'b: 1' },
    { file: 'templates/blank.yaml', text: expect.stringMatching(/^\s*$/) },
    { file: 'templates/deep/er, "odd": name#?%20.json', text: '{}' },
  ])
})

test('other files are left out and named in one line', async () => {
  const it = scene({ 'templates/a.yaml': 'a: 1', 'templates/README.md': '{{ broken', 'templates/x.tpl': '{{ broken' })
  expect(await renderTemplates(it)).toHaveLength(1)
  expect(it.log.lines).toEqual(['info: Skipped, not named like a manifest: templates/README.md, templates/x.tpl'])
})

test('nothing is left behind in the private folder, neither after success nor after an error', async () => {
  const good = scene({ 'templates/a.yaml': 'a: 1' })
  await renderTemplates(good)
  expect(good.log.lines).toEqual([])
  expect(readdirSync(good.folder)).toEqual([])
  const bad = scene({ 'templates/a.yaml': 'a: {{ .nope }}' })
  await expect(renderTemplates(bad)).rejects.toThrow()
  expect(readdirSync(bad.folder)).toEqual([])
})

test.each([
  ['a: 1\nb: {{ .deploy.values.replicas }}', 'templates/web.yaml:2: no key "replicas" in .deploy.values'],
  ['{{ .Env.PASSWORT }}', 'templates/web.yaml:1: no variable "PASSWORT" in .Env'],
  ['{{ .deploi.commit }}', 'templates/web.yaml:1: no key "deploi" in the context'],
  ['\n\n{{ nofunc }}', 'templates/web.yaml:3: function "nofunc" not defined'],
  ['{{ if }}', 'templates/web.yaml:1: missing value for if'],
  ['x: {{ "open', 'templates/web.yaml:1: unterminated quoted string'],
  ['{{ required "say who" "" }}', 'templates/web.yaml:1: error calling required: say who'],
  ['{{ define "x" }}\n{{ .nope }}{{ end }}{{ template "x" . }}', 'templates/web.yaml:2: no key "nope"'],
  ['{{ file.Read "secret.txt" }}', 'templates/web.yaml:1: error calling Read'],
])('%j is refused: %s', async (text, message) => {
  await expect(
    renderTemplates(scene({ 'templates/ok.yaml': 'a: 1', 'templates/web.yaml': text })),
  ).rejects.toMatchObject({
    reason: 'render-failed',
    outcome: 'refused',
    message: expect.stringContaining(message),
  })
})

test('a secret that gomplate quotes in its error is not in ours', async () => {
  const it = scene({ 'templates/a.yaml': '{{ conv.ToInt .Env.PORT }}' }, { PORT: 'not "a" port' })
  const thrown = await renderTemplates(it).catch((error: unknown) => error)
  expect(String(thrown)).toContain('could not convert')
  expect(String(thrown)).toContain('***')
  expect(JSON.stringify([thrown, String(thrown)])).not.toMatch(/not .*port/)
})

test('secrets are in no argument of a child process, which works in the private folder', async () => {
  const seen: string[] = []
  const folders: string[] = []
  const it = scene({ 'templates/a.yaml': '{{ .Env.TOKEN }}' }, { TOKEN: 's3cr3t-value' })
  await renderTemplates({
    ...it,
    exec: (file, args, options) => {
      folders.push(options.cwd ?? '')
      seen.push(file, ...args, options.input ?? '')
      return spawnExec(file, args, options)
    },
  })
  expect(folders).toEqual([expect.stringContaining(`${it.folder}/`)])
  expect(seen.join(' ')).not.toContain('s3cr3t-value')
})

test('a remote datasource is refused by file and line before gomplate runs', async () => {
  const it = scene({ 'templates/a.yaml': 'a: 1\nb: {{ include "https://example.com/x" }}' })
  await expect(renderTemplates({ ...it, gomplate: '/no/such/gomplate' })).rejects.toMatchObject({
    reason: 'datasource-remote',
    outcome: 'refused',
    message: expect.stringContaining('templates/a.yaml:2: https: would ask another machine'),
  })
})

test('a remote address that is put together is stopped by the closed proxy', async () => {
  const it = scene({ 'templates/a.yaml': '{{ $u := print "http" "://example.com/x" }}{{ include $u }}' })
  await expect(renderTemplates(it)).rejects.toThrow(/templates\/a\.yaml:1: .*127\.0\.0\.1:9/)
})

test.each(['HTTPS_PROXY', 'GOMPLATE_LEFT_DELIM', 'PATH', 'no_proxy'])(
  'a secret named %s would change gomplate itself',
  async name => {
    await expect(renderTemplates(scene({ 'templates/a.yaml': 'a: 1' }, { [name]: 'value' }))).rejects.toMatchObject({
      reason: 'input-invalid',
      message: expect.stringContaining(name),
    })
  },
)

test('a missing folder, a file in its place, an empty folder and one without manifests are distinguished', async () => {
  const refused = (message: string) => ({
    reason: 'templates-missing',
    outcome: 'refused',
    message: expect.stringContaining(message),
  })
  await expect(renderTemplates(scene({ other: '' }))).rejects.toMatchObject(
    refused('templates: not in the checked-out commit'),
  )
  await expect(renderTemplates(scene({ templates: '' }))).rejects.toMatchObject(refused('templates: not a folder'))
  await expect(renderTemplates(scene({ 'templates/a.txt': '' }))).rejects.toMatchObject(
    refused('it holds only templates/a.txt'),
  )
  const empty = scene({})
  mkdirSync(join(empty.paths.workspace, 'templates'))
  await expect(renderTemplates(empty)).rejects.toMatchObject(refused('it is empty'))
})

test('symbolic links are followed inside the workspace, and refused out of it, to nothing and in circles', async () => {
  const inside = scene({ 'templates/a.yaml': 'a: 1', 'shared/b.yaml': 'b: 1' })
  symlinkSync('../shared', join(inside.paths.workspace, 'templates', 'shared'))
  expect(await renderTemplates(inside)).toMatchObject([
    { file: 'templates/a.yaml' },
    { file: 'templates/shared/b.yaml', text: 'b: 1' },
  ])
  for (const [target, reason, why] of [
    ['/etc/hostname', 'file-outside-workspace', 'leads out'],
    ['nowhere', 'templates-missing', 'a symbolic link to nothing'],
    ['.', 'templates-missing', 'leads back to a folder above it'],
  ] as const) {
    const it = scene({ 'templates/a.yaml': 'a: 1' })
    symlinkSync(target, join(it.paths.workspace, 'templates', 'link.yaml'))
    const message = expect.stringMatching(new RegExp(`^templates/link\\.yaml: .*${why}`))
    await expect(renderTemplates(it)).rejects.toMatchObject({ reason, outcome: 'refused', message })
  }
})

test('a gomplate that does not work is an error of the set-up, not of the commit', async () => {
  const it = scene({ 'templates/a.yaml': 'a: 1' })
  const gomplate = join(temporaryFolder(), 'gomplate')
  writeFileSync(gomplate, '#!/bin/sh\necho "cannot work" >&2; exit 4\n')
  chmodSync(gomplate, 0o755)
  await expect(renderTemplates({ ...it, gomplate })).rejects.toMatchObject({
    reason: 'gomplate-broken',
    outcome: 'error',
    message: expect.stringMatching(/exit code 4: cannot work$/),
  })
})

test('a gomplate that does not end has two minutes, and ends with the signal; nothing is left behind', async () => {
  const stop = new AbortController()
  const limits: (number | undefined)[] = []
  const it = { ...scene({ 'templates/a.yaml': 'a: 1' }), signal: stop.signal }
  const [gomplate, started] = [join(temporaryFolder(), 'gomplate'), join(temporaryFolder(), 'started')]
  writeFileSync(gomplate, `#!/bin/sh\ntouch ${started}; exec sleep 1000\n`)
  chmodSync(gomplate, 0o755)
  const rendering = renderTemplates({
    ...it,
    gomplate,
    exec: (file, args, options) => {
      limits.push(options.timeoutMs)
      return spawnExec(file, args, options)
    },
  })
  const ended = expect(rendering).rejects.toThrow('stopped by hand')
  await vi.waitFor(() => expect(existsSync(started)).toBe(true))
  stop.abort(new Error('stopped by hand'))
  await ended
  expect(limits).toEqual([120_000])
  expect(readdirSync(it.folder)).toEqual([])
})

/** A gomplate that does this with the file that it is to write. */
const writing =
  (write: (output: string) => void): Exec =>
  async (_gomplate, [, config = '']) => {
    const { outputFiles } = JSON.parse(readFileSync(config, 'utf8')) as { outputFiles: string[] }
    for (const output of outputFiles) write(output)
    return { exitCode: 0, stdout: '', stderr: '' }
  }

test('a file that is too large to be read is refused by name, and never taken for nothing', async () => {
  const huge = { ...scene({ 'templates/web.yaml': 'x' }, {}), exec: writing(path => truncateSync(emptyAt(path), 6e8)) }
  await expect(renderTemplates(huge)).rejects.toMatchObject({
    reason: 'manifests-too-large',
    message: expect.stringMatching(/render 600\.0 MB, .*templates\/web\.yaml/),
  })
})

test('what cannot be read is an error, and never taken for nothing', async () => {
  const folder = { ...scene({ 'templates/web.yaml': 'x' }, {}), exec: writing(path => void mkdirSync(path)) }
  await expect(renderTemplates(folder)).rejects.toThrow('EISDIR')
})

function emptyAt(path: string): string {
  writeFileSync(path, '')
  return path
}
