import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { SetupError } from '../setup-error.ts'

/** The environment of every Go command of the set-up. Nothing of it depends on where the repository is. */
export const GO_ENV = {
  CGO_ENABLED: '0',
  GOFLAGS: '-mod=readonly -trimpath -buildvcs=false',
  GOTOOLCHAIN: 'local',
  GOWORK: 'off',
  // A bigger heap makes the compiler a tenth faster; it peaks at 2.4 GB.
  GOGC: '400',
}

/** What a Go module's build depends on: its files, the compiler, the flags. */
export function goSources(folder: string, flags: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
    /(\.go|^go\.(mod|sum))$/.test(name),
  )
  return {
    ...Object.fromEntries(files.map(name => [name, readFileSync(path.join(folder, name), 'utf8')])),
    'go version': goVersion(),
    flags: `${flags} ${GO_ENV.GOFLAGS}`,
  }
}

/** The version a module's go.mod requires of another, so that it is written down once. */
export function requiredVersion(folder: string, module: string): string {
  const file = path.join(folder, 'go.mod')
  const rows = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  for (const row of rows) {
    const [name, version] = row
      .trim()
      .replace(/^require /, '')
      .split(/\s+/)
    if (name === module && version?.startsWith('v')) return version
  }
  throw new SetupError(`${file} does not require ${module}: restore it from git`)
}

/** A folder of a module that is fetched, as the go.mod in `cwd` pins it. */
export function moduleFolder(
  cwd: string,
  { module, folder }: { readonly module: string; readonly folder: string },
): string {
  const argv = ['list', '-m', '-f', '{{.Dir}}', module]
  return path.join(
    execFileSync('go', argv, { cwd, encoding: 'utf8', env: { ...process.env, ...GO_ENV } }).trim(),
    folder,
  )
}

let version: string | undefined
function goVersion(): string {
  try {
    version ??= execFileSync('go', ['env', 'GOVERSION', 'GOOS', 'GOARCH'], {
      encoding: 'utf8',
      env: { ...process.env, ...GO_ENV },
    })
    return version
  } catch (error) {
    throw new SetupError('go cannot be run: put Go 1.26.8 or newer on the PATH', { cause: error })
  }
}
