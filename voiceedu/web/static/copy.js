// The button that copies the podcast's address. Without it, the address can be selected.
const button = document.querySelector('[data-copied]');
const address = document.getElementById('address');
const status = document.querySelector('.status');

button.hidden = false;
button.addEventListener('click', async () => {
  address.select();
  try {
    await navigator.clipboard.writeText(address.value);
  } catch {
    document.execCommand('copy'); // where the clipboard needs https, and the page has none
  }
  status.textContent = ''; // the second time is said, too
  setTimeout(() => { status.textContent = button.dataset.copied; }, 50);
});
