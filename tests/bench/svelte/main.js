// Begins the app.
import { mount } from 'svelte'
import App from './App.svelte'
import { load, ready } from '../shared.js'

load().then((data) => {
  mount(App, { target: document.body, props: { data } })
  ready()
})
