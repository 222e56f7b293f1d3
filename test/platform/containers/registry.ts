import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { ADDRESS, type Layout } from '../layout.ts'
import { Daemon } from '../process/daemon.ts'
import { program } from '../process/program.ts'

/** A registry that wants a user name and a password. */
export interface SecuredRegistry {
  readonly address: string
  readonly username: string
  readonly password: string
}

/** The registry everybody may read and write. */
export function startRegistry(layout: Layout): Daemon {
  return start(layout, 'registry', ADDRESS.registry, '')
}

/** A second registry, which accepts only one user with a password of this run. */
export async function startSecuredRegistry(layout: Layout): Promise<{ daemon: Daemon; secured: SecuredRegistry }> {
  const secured = {
    address: ADDRESS.securedRegistry,
    username: 'robot',
    password: randomBytes(12).toString('base64url'),
  }
  const users = path.join(layout.configuration, 'registry-users')
  writeFileSync(users, `${secured.username}:${await bcrypt(secured.password)}\n`, { mode: 0o600 })
  const authentication = `auth: {htpasswd: {realm: platform, path: ${users}}}\n`
  return { daemon: start(layout, 'secured-registry', secured.address, authentication), secured }
}

/** 200, or 401 for the secured one: it answers. */
export async function answers(address: string): Promise<boolean> {
  const answer = await fetch(`http://${address}/v2/`)
  await answer.arrayBuffer()
  return answer.status === 200 || answer.status === 401
}

function start(layout: Layout, name: string, address: string, more: string): Daemon {
  const file = path.join(layout.configuration, `${name}.yml`)
  const configuration = `version: 0.1
log: {level: warn, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: ${layout.state(name)}}, delete: {enabled: true}}
http: {addr: '${address}', secret: ${randomBytes(12).toString('hex')}}
${more}`
  writeFileSync(file, configuration)
  return new Daemon({ name, argv: ['docker-registry', 'serve', file], logs: layout.logs })
}

/** The only kind of hash the registry takes. Perl, which every Debian has, knows it by the C library's crypt. */
async function bcrypt(password: string): Promise<string> {
  const salt = randomBytes(16).toString('hex').slice(0, 22)
  const source = 'my $password = <STDIN>; chomp $password; print crypt($password, $ARGV[0])'
  const hash = await program(['perl', '-e', source, `$2y$05$${salt}`], `${password}\n`)
  if (!hash.startsWith('$2y$')) throw new Error(`perl cannot hash with bcrypt: ${hash.slice(0, 4)}`)
  return hash
}
