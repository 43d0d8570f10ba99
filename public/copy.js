// Puts a text on the clipboard; in a browser without one, or one that refuses, the promise fails. Joined to the app's script.
if (window.early) window.early.copy = async (text) => navigator.clipboard.writeText(text)
