/** The whole page: no outside assets, works without network like the terminal itself. */
export const kioskPage = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>刷脸就餐 · Facepay terminal</title>
<style>
  body { font: 20px/1.5 system-ui, sans-serif; margin: 0; background: #10231b; color: #f2f7f4; }
  main { max-width: 34rem; margin: 0 auto; padding: 2rem 1rem; text-align: center; }
  #outcome { font-size: 2.4rem; font-weight: 600; min-height: 6rem; padding: 1.5rem; border-radius: 1rem; background: #1c3a2d; }
  #alarm { background: #b26b00; padding: .5rem; border-radius: .5rem; }
  #outcome.paid { background: #07c160; }
  #outcome.no { background: #a33b3b; }
  form { display: grid; grid-template-columns: 1fr 1fr; gap: .6rem; margin: 1.5rem 0; text-align: left; }
  input { font: inherit; width: 100%; box-sizing: border-box; padding: .3rem .5rem; }
  details { font-size: .8rem; text-align: left; }
  pre { white-space: pre-wrap; }
  #picture { border: 1px dashed; border-radius: .5rem; padding: 1rem; opacity: .7; }
  button { grid-column: 1 / -1; font: inherit; padding: .6rem; border: 0; border-radius: .5rem; background: #07c160; color: #fff; }
  footer { font-size: .8rem; opacity: .8; }
</style>
<main>
  <h1>刷脸就餐</h1>
  <p id="alarm" role="alert" hidden>人脸库过期 · Face library out of date: new pupils are not known</p>
  <p id="outcome" role="status">请看镜头 · Look at the camera</p>
  <p id="picture">画面 · picture</p>
  <button id="wake" hidden>开启摄像头 · Turn the camera on</button>
  <form id="person">
    <label>人脸 · face seed<input name="faceSeed" type="number" value="1" required></label>
    <label>金额（分）· fen<input name="amountFen" type="number" value="1200" required></label>
    <label>手机尾号 · phone tail<input name="phoneTail" inputmode="numeric" maxlength="4" pattern="[0-9]{4}"></label>
    <button>刷脸 · Serve</button>
  </form>
  <footer id="state"></footer>
  <details id="support" hidden><summary>给技术支持 · For support</summary><pre></pre></details>
</main>
<script>
  const words = {
    'paid-locally': (o) => [o.name + ' ¥' + (o.amountFen / 100).toFixed(2) + ' 已受理 · accepted', 'paid'],
    stranger: () => ['未识别到用户 · Not enrolled here', 'no'],
    'ask-tail': () => ['请输入手机尾号后四位 · Enter the last four digits of the phone', ''],
    'try-again': () => ['请正对镜头再试 · Please look at the camera again', ''],
    denied: (o) => [o.name + ' 请联系老师 · Not allowed to pay here', 'no'],
    exposure: (o) => [o.name + ' 离线额度已用完 · Offline limit of this ' + (o.of === 'pupil' ? 'pupil' : 'terminal') + ' reached', 'no'],
    'camera-off': () => ['摄像头已关闭 · The camera is off', ''],
    refused: (o) => ['无法支付 · Refused: ' + o.reason, 'no'],
  };
  const show = (outcome) => {
    const [text, look] = outcome ? words[outcome.type](outcome) : ['请看镜头 · Look at the camera', ''];
    const place = document.getElementById('outcome');
    place.textContent = text;
    place.className = look;
  };
  const refresh = async () => {
    try {
      const s = await (await fetch('/state')).json();
      const off = s.camera.status === 'off';
      show(off && (s.camera.because === 'quiet' || !s.last) ? { type: 'camera-off' } : s.last);
      document.getElementById('wake').hidden = !off;
      document.getElementById('picture').hidden = off || s.camera.picture === 'hidden';
      document.getElementById('state').textContent =
        s.deviceId + ' · ' + (s.ready ? '就绪 ready' : '启动中 starting') + (s.online ? ' · 在线 online' : ' · 离线 offline') +
        ' · 人脸 faces ' + s.faces + ' · 待上传 waiting ' + s.backlog + ' · 黑名单 deny list ' + (s.denyListVersion ?? '–') +
        (s.clock.measured ? '' : ' · 时钟未校准 clock not measured');
      const support = document.getElementById('support');
      support.hidden = !s.support;
      support.querySelector('pre').textContent = s.support ?? '';
      document.getElementById('alarm').hidden = !s.libraryStale;
    } catch {
      document.getElementById('state').textContent = '终端已停止 · terminal stopped';
    }
  };
  const post = async (path, body) => {
    const headers = { 'content-type': 'application/json' };
    return (await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  };
  document.getElementById('wake').addEventListener('click', async () => {
    await post('/camera', { verb: 'open' });
    await refresh();
  });
  document.getElementById('person').addEventListener('submit', async (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    const tail = form.get('phoneTail');
    const body = { faceSeed: Number(form.get('faceSeed')), amountFen: Number(form.get('amountFen')) };
    if (tail) body.phoneTail = tail;
    show(await post('/serve', body));
  });
  refresh();
  setInterval(refresh, 1000);
</script>
</html>
`;
