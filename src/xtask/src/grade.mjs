// The reading grade (Flesch-Kincaid, npm `flesch-kincaid`; syllables by npm `syllable`) of every English sentence that a
// person reads: a table by file, and what is above its limit. `node grade.mjs MODULES TEXT-FOLDER` ends with 1 if any is.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
const [modules, folder] = process.argv.slice(2)
const { syllable } = await import(join(modules, "syllable/index.js"))
const { fleschKincaid } = await import(join(modules, 'flesch-kincaid/index.js'))

const readable = (text) => text.replace(/^[#!-] /, '').replace(/\{[^}]*\}/g, 'it')
const counts = (texts) => {
  const all = { sentence: 0, word: 0, syllable: 0 }
  for (const sentence of texts.flatMap((text) => readable(text).split(/[.!?:;…→]+(?:\s|$)/))) {
    const words = sentence.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? []
    if (!words.length) continue
    all.sentence += 1
    all.word += words.length
    all.syllable += words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0)
  }
  return all
}
const grade = (texts) => fleschKincaid(counts(texts))
// Every text below a value, whatever its shape.
const texts = (value) => typeof value === 'string' ? [value] : Object.values(value).flatMap(texts)
const read = (...path) => {
  const { reviewed, ...words } = JSON.parse(readFileSync(join(folder, ...path)))
  return words
}
const files = (below) => readdirSync(join(folder, below)).filter((name) => name.endsWith('.json')).sort()

let above = 0
const rows = []
// What is measured by itself, and how high it may be.
const row = (name, all, parts, most, mostPart) => {
  const worst = parts.map(([part, said]) => [grade(said), part]).sort(([one], [other]) => other - one)[0]
  const whole = grade(all)
  for (const [what, found, limit] of [['as a whole', whole, most], [worst[1], worst[0], mostPart]]) {
    if (found <= limit) continue
    above += 1
    console.error(`${name}: ${what}: grade ${found.toFixed(1)}, at most ${limit}`)
  }
  rows.push([name, whole.toFixed(1), most, worst[0].toFixed(1), mostPart, worst[1]])
}
for (const file of files('checkins')) {
  const words = read('checkins', file)
  const asked = Object.entries(words.questions)
  row(`checkins/${file}`, texts(words), asked.map(([id, one]) => [id, [one.ask]]), 5, 7)
  row(`checkins/${file}, why`, asked.map(([, one]) => one.why), asked.map(([id, one]) => [id, [one.why]]), 5, 8)
}
for (const file of files('rooms')) {
  const words = read('rooms', file)
  const articles = Object.entries(words.articles)
  row(`rooms/${file}`, texts(words), articles.map(([id, one]) => [id, [one.title, ...one.body]]), 8, 8)
}
// Sentences, not labels: of less than eight words a formula says nothing.
const long = (said) => counts([said]).word > 7
for (const file of files('.').filter((name) => !/^(names|search|language|month)/.test(name))) {
  const parts = Object.entries(read(file)).map(([key, said]) => [key, texts(said)])
  const sentences = parts.filter(([, said]) => said.some(long))
  if (sentences.length) row(file, sentences.flatMap(([, said]) => said), sentences, 8, 12)
}
console.log('| file | grade | at most | its highest part | at most | which |\n| --- | --- | --- | --- | --- | --- |')
for (const cells of rows) console.log(`| ${cells.join(' | ')} |`)
process.exit(above ? 1 : 0)
