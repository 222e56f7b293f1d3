import { nodeId } from '../../ids.ts'
import { type Fields, modelled } from '../fields.ts'
import type { ActorSource } from '../sources.ts'

const fields: Fields<ActorSource> = {
  id: ({ of }) => nodeId(of.type === 'Bot' ? 'BOT' : 'U', of.id),
  databaseId: ({ of }) => of.id,
  // REST writes `github-actions[bot]` for the same account.
  login: ({ of }) => of.login.replace(/\[bot\]$/, ''),
  url: ({ of }, _, { place }) => `${place.server}/${of.login.replace(/^(.*)\[bot\]$/, 'apps/$1')}`,
}

export const actorTypes = ['User', 'Bot', 'Organization'].map(name => modelled(name, fields))
