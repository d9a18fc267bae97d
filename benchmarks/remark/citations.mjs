// What remark (the reader of MDX's own makers) finds that a page cites: JSON texts on standard
// input, for each of them [[target, line, column]] on standard output, or null where it is no MDX.
//
//     node citations.mjs FOLDER < texts.json
//
// FOLDER is where these were installed: npm install --prefix FOLDER unified remark-parse
// remark-gfm remark-frontmatter remark-math remark-mdx

import {createRequire} from 'node:module'
import path from 'node:path'
import {pathToFileURL} from 'node:url'

const required = createRequire(path.resolve(process.argv[2], 'package.json'))
const load = async (name) => import(pathToFileURL(required.resolve(name)))
const [{unified}, ...plugins] = await Promise.all(
  ['unified', 'remark-parse', 'remark-gfm', 'remark-frontmatter', 'remark-math', 'remark-mdx'].map(load),
)
const [parse, gfm, frontmatter, math, mdx] = plugins.map((one) => one.default)
const plain = unified().use(parse).use(gfm).use(frontmatter).use(mdx)
const mathematical = unified().use(parse).use(gfm).use(frontmatter).use(math).use(mdx)

const isWeb = (value) => typeof value === 'string' && /^https?:\/\//i.test(value)

function* strings(node) {
  if (!node || typeof node !== 'object') return
  if (node.type === 'Literal' && isWeb(node.value)) yield node.value
  for (const [key, value] of Object.entries(node)) {
    if (!['loc', 'range', 'comments'].includes(key)) yield* strings(value)
  }
}

function* ofElement(node) {
  for (const one of node.attributes) {
    if (node.name === 'R' && one.name === 'id') yield one.value
    else if (isWeb(one.value)) yield one.value
    else yield* strings(one.value?.data?.estree ?? one.data?.estree)
  }
}

function citations(text) {
  let tree
  try {
    tree = plain.parse(text)
  } catch {
    tree = mathematical.parse(text)
  }
  const links = {}
  const notes = {}
  walk(tree, (node) => {
    if (node.type === 'definition') links[node.identifier] ??= node.url
  })
  const marks = []
  const found = []
  const collect = (node, into, used) => {
    const add = (target) => into.push([target, node.position.start.line, node.position.start.column])
    if (node.type === 'footnoteDefinition') {
      const own = []
      const inner = []
      for (const child of node.children) collect(child, own, inner)
      const known = node.identifier in notes
      notes[known ? `${node.identifier} again ${node.position.start.line}` : node.identifier] = {own, inner}
      return
    }
    if (node.type === 'link' && isWeb(node.url)) add(node.url)
    if (node.type === 'linkReference' && isWeb(links[node.identifier])) add(links[node.identifier])
    if (node.type === 'footnoteReference') used.push([node.identifier, node.position.start])
    if (node.type.startsWith('mdxJsx')) for (const one of ofElement(node)) add(one)
    for (const child of node.children ?? []) collect(child, into, used)
  }
  collect(tree, found, marks)
  const seen = new Set()
  const expand = (label, at, above) => {
    if (!(label in notes) || above.includes(label)) return
    seen.add(label)
    for (const [target] of notes[label].own) found.push([target, at.line, at.column])
    for (const [inner] of notes[label].inner) expand(inner, at, [...above, label])
  }
  for (const [label, at] of marks) expand(label, at, [])
  for (const label of Object.keys(notes)) if (!seen.has(label)) found.push(...notes[label].own)
  return found
}

function walk(node, visit) {
  visit(node)
  for (const child of node.children ?? []) walk(child, visit)
}

const chunks = []
for await (const chunk of process.stdin) chunks.push(chunk)
const texts = JSON.parse(Buffer.concat(chunks).toString('utf8'))
const read = texts.map((text) => {
  try {
    return citations(text)
  } catch {
    return null
  }
})
process.stdout.write(JSON.stringify(read))
