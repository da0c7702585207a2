/* The share sheet of the phone, where there is one; beside it stands a plain WhatsApp link for everybody. */
document.querySelectorAll("[data-bagikan]").forEach((button) => {
  if (!navigator.share) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const { judul, teks, alamat } = button.dataset;
    try {
      await navigator.share({ title: judul, text: teks, url: alamat });
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  });
});
