using Microsoft.Playwright;
using ZXing;

namespace MoralePulse.Browser.Tests.Wallets;

/// <summary>Reads a QR code from the pixels of a screenshot, as a phone's camera does.</summary>
internal static class QrReader
{
    private const string Pixels =
        """
        async png => {
          const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
          const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
          const context = canvas.getContext("2d");
          context.drawImage(bitmap, 0, 0);
          const data = context.getImageData(0, 0, bitmap.width, bitmap.height).data;
          let text = "";
          for (let i = 0; i < data.length; i += 8192) text += String.fromCharCode(...data.subarray(i, i + 8192));
          return [String(bitmap.width), String(bitmap.height), btoa(text)];
        }
        """;

    private static readonly BarcodeReaderGeneric Camera = new() { Options = new() { PossibleFormats = [BarcodeFormat.QR_CODE], TryHarder = true } };

    /// <summary>What the code on an element says; null where no code is found.</summary>
    public static async Task<string?> Read(ILocator shown)
    {
        var png = await shown.ScreenshotAsync();
        await using var context = await Chromium.Browser.NewContextAsync(); // a blank page, whose policy lets a picture be looked at
        var page = await context.NewPageAsync();
        var (width, height, bytes) = await page.EvaluateAsync<string[]>(Pixels, Convert.ToBase64String(png)) is [var w, var h, var b]
            ? (int.Parse(w, System.Globalization.CultureInfo.InvariantCulture), int.Parse(h, System.Globalization.CultureInfo.InvariantCulture), Convert.FromBase64String(b))
            : throw new InvalidOperationException("The screenshot has no pixels.");
        return Camera.Decode(new RGBLuminanceSource(bytes, width, height, RGBLuminanceSource.BitmapFormat.RGBA32))?.Text;
    }
}
