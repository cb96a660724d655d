using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Harrier.Host.Settings;
using Xunit;

namespace Harrier.Tests.Host.Settings;

public sealed class SettingCatalogueTests
{
    [Fact]
    public void Every_row_of_the_reference_catalogue_is_a_setting()
    {
        string path = Path.Combine(MachineDump.Folder, "..", "reference", "tuning-catalogue.tsv");
        Assert.SkipUnless(File.Exists(path), $"The reference catalogue is not here: {Path.GetFullPath(path)}.");
        HashSet<string> known = [.. SettingCatalogue.All.Select(setting => setting.Id)];

        // The reference calls the settings of .NET "net.": here "net" would be taken for the network.
        IEnumerable<string> asked = File.ReadLines(path).Skip(1).Where(line => line.Length > 0)
            .Select(line => line.Split('\t')[0])
            .Select(id => id.StartsWith("net.", StringComparison.Ordinal) ? "dot" + id : id);
        Assert.Equal(asked.Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_setting_has_a_name_of_its_own_and_says_what_it_is()
    {
        Assert.Equal(SettingCatalogue.All.Count, SettingCatalogue.All.Select(setting => setting.Id).Distinct().Count());
        Assert.All(SettingCatalogue.All, setting =>
        {
            Assert.Matches("^[a-z0-9]+(\\.[a-z0-9_]+)+$", setting.Id);
            Assert.NotEmpty(setting.Title);
            Assert.NotEmpty(setting.Read);
            Assert.NotEmpty(setting.Effect);
            Assert.NotEmpty(setting.Apply);
            Assert.NotEmpty(setting.Undo);
            Assert.NotEqual(HostKinds.None, setting.Kinds & HostKinds.All);
            Assert.True(setting.Source.Length > 0 || setting.Evidence != Evidence.Reference, $"{setting.Id} rests on another tool and does not name it.");
        });
    }
}
