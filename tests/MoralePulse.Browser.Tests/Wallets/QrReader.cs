using System.Globalization;
using Microsoft.Playwright;
using ZXing;

namespace MoralePulse.Browser.Tests.Wallets;

/// <summary>Reads a QR code from the pixels of a screenshot, as a phone's camera does.</summary>
internal static class QrReader
{
    private const string Pixels =
        """
        async ([png, scale, degrees]) => {
          const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
          const canvas = new OffscreenCanvas(bitmap.width * scale, bitmap.height * scale);
          const context = canvas.getContext("2d");
          context.fillStyle = "#fff";
          context.fillRect(0, 0, canvas.width, canvas.height);
          context.translate(canvas.width / 2, canvas.height / 2);
          context.rotate(degrees * Math.PI / 180);
          context.drawImage(bitmap, -canvas.width / 2, -canvas.height / 2, canvas.width, canvas.height);
          const data = context.getImageData(0, 0, canvas.width, canvas.height).data;
          let text = "";
          for (let i = 0; i < data.length; i += 8192) text += String.fromCharCode(...data.subarray(i, i + 8192));
          return [String(canvas.width), String(canvas.height), btoa(text)];
        }
        """;

    private static readonly BarcodeReaderGeneric Camera = new() { Options = new() { PossibleFormats = [BarcodeFormat.QR_CODE], TryHarder = true } };

    // As a hand moves and turns a phone: of two hundred codes the reader finds one not at the first look.
    private static readonly (double Scale, double Degrees)[] Looks = [(1, 0), (1.5, 0), (1.5, 7), (1, 4), (0.75, 0), (2, 12), (2, -5)];

    /// <summary>What the code on an element says; null where no code is found.</summary>
    public static async Task<string?> Read(ILocator shown)
    {
        var png = await shown.ScreenshotAsync();
        await using var context = await Chromium.Browser.NewContextAsync(); // a blank page, whose policy lets a picture be looked at
        var page = await context.NewPageAsync();
        foreach (var (scale, degrees) in Looks)
        {
            var (width, height, bytes) = await page.EvaluateAsync<string[]>(Pixels, new object[] { Convert.ToBase64String(png), scale, degrees }) is [var w, var h, var b]
                ? (int.Parse(w, CultureInfo.InvariantCulture), int.Parse(h, CultureInfo.InvariantCulture), Convert.FromBase64String(b))
                : throw new InvalidOperationException("The screenshot has no pixels.");
            if (Camera.Decode(new RGBLuminanceSource(bytes, width, height, RGBLuminanceSource.BitmapFormat.RGBA32)) is { } found) return found.Text;
        }

        return null;
    }
}
