try{let t=localStorage.getItem("casus.theme");(t==="light"||t==="dark")&&(document.documentElement.dataset.theme=t)}catch{}
