import type { FileChoice } from "#app/domain/entitlement/download.ts";
import { seededRandom } from "./random.ts";

/** A file of the demo: for which product and choice, and how it is called. */
export type DemoFile = FileChoice & { readonly productId: string; readonly fileName: string };

type Family = {
  readonly productIds: readonly string[];
  readonly files: readonly (readonly [
    choice: readonly [version: string, language: string, fileType: string, operatingSystem: string],
    fileName: string,
  ])[];
};

/** Named as the publisher names its media. Some products that need downloads have none: Excel, Access, BizTalk Server and others. */
const families: readonly Family[] = [
  {
    productIds: ["DEMOPRD0WSS1", "DEMOPRD0WSD1", "DG7GMGF0D5RK"],
    files: [
      [["2022", "en-US", "ISO", ""], "SW_DVD9_Win_Server_STD_CORE_2022_64Bit_English_DC_STD_MLF_X22-74290.iso"],
      [["2022", "de-DE", "ISO", ""], "SW_DVD9_Win_Server_STD_CORE_2022_64Bit_German_DC_STD_MLF_X22-74292.iso"],
      [["2022", "en-US", "VHDX", ""], "Win_Server_2022_64Bit_English_DC_STD.vhdx"],
      [["2019", "en-US", "ISO", ""], "SW_DVD9_Win_Server_STD_CORE_2019_1809_64Bit_English_DC_STD_MLF_X21-96581.iso"],
    ],
  },
  {
    productIds: ["DEMOPRD0WSS1"],
    files: [
      [["2022", "fr-FR", "ISO", ""], "SW_DVD9_Win_Server_STD_CORE_2022_64Bit_French_DC_STD_MLF_X22-74291.iso"],
      [["2019", "de-DE", "ISO", ""], "SW_DVD9_Win_Server_STD_CORE_2019_1809_64Bit_German_DC_STD_MLF_X21-96583.iso"],
      [["2016", "en-US", "ISO", ""], "SW_DVD9_Win_Server_STD_CORE_2016_64Bit_English_-4_DC_STD_MLF_X21-70526.iso"],
    ],
  },
  {
    productIds: ["DG7GMGF0FKZV", "DG7GMGF0FLR2"],
    files: [
      [["2022", "en-US", "ISO", "Windows"], "SW_DVD9_NTRL_SQL_Svr_2022_64Bit_English_OEM_VL_X23-28404.iso"],
      [["2022", "de-DE", "ISO", "Windows"], "SW_DVD9_NTRL_SQL_Svr_2022_64Bit_German_OEM_VL_X23-28405.iso"],
      [["2022", "en-US", "CAB", "Linux"], "mssql-server-2022-linux-english.cab"],
    ],
  },
  {
    productIds: ["DEMOPRD0OLTS"],
    files: [
      [["2021", "en-US", "IMG", "Windows x64"], "SW_DVD5_Office_Professional_Plus_2021_64Bit_English_VL_X22-59652.img"],
      [["2021", "de-DE", "IMG", "Windows x64"], "SW_DVD5_Office_Professional_Plus_2021_64Bit_German_VL_X22-59655.img"],
      [["2021", "en-US", "Click-to-Run", "Windows x64"], "officedeploymenttool_16501-20196_en-us_x64.exe"],
      [["2021", "en-US", "Click-to-Run", "Windows x86"], "officedeploymenttool_16501-20196_en-us_x86.exe"],
      [["2019", "en-US", "Click-to-Run", "Windows x64"], "officedeploymenttool_2019_en-us_x64.exe"],
    ],
  },
  {
    productIds: ["DG7GMGF0D8H4"],
    files: [
      [["11", "en-US", "ISO x64", ""], "SW_DVD9_Win_Pro_11_23H2_64Bit_English_Pro_Ent_EDU_N_MLF_X23-59562.iso"],
      [["11", "de-DE", "ISO x64", ""], "SW_DVD9_Win_Pro_11_23H2_64Bit_German_Pro_Ent_EDU_N_MLF_X23-59565.iso"],
      [["11", "en-US", "ISO Arm64", ""], "SW_DVD9_Win_Pro_11_23H2_Arm64_English_Pro_Ent_EDU_N_MLF_X23-59520.iso"],
    ],
  },
  {
    productIds: ["DG7GMGF0D19L"],
    files: [
      [["LTSC 2021", "en-US", "ISO x64", ""], "SW_DVD9_WIN_ENT_LTSC_2021_64BIT_English_MLF_X22-84414.iso"],
      [["LTSC 2021", "ja-JP", "ISO x64", ""], "SW_DVD9_WIN_ENT_LTSC_2021_64BIT_Japanese_MLF_X22-84419.iso"],
    ],
  },
  {
    productIds: ["DEMOPRD0SCDC"],
    files: [
      [["2022", "", "ISO", ""], "SW_DVD5_Sys_Ctr_2022_Datacenter_64Bit_MultiLang_X23-06890.iso"],
      [["2022", "", "EXE", ""], "SCVMM_2022.exe"],
    ],
  },
  { productIds: ["DEMOPRD0VLTS"], files: [[["2021", "en-US", "Click-to-Run", ""], "visiopro2021_en-us_x64.exe"]] },
  { productIds: ["DEMOPRD0PLTS"], files: [[["2021", "en-US", "Click-to-Run", ""], "projectpro2021_en-us_x64.exe"]] },
];

/** The files that the operator offers from the beginning. */
export const demoFiles: readonly DemoFile[] = families.flatMap(({ productIds, files }) =>
  productIds.flatMap((productId) =>
    files.map(([[version, language, fileType, operatingSystem], fileName]) => ({
      productId,
      version,
      language,
      fileType,
      operatingSystem,
      fileName,
    })),
  ),
);

/** Comes in place of another one: the media with the updates of a later month. */
export const refreshedFile: DemoFile = {
  productId: "DEMOPRD0WSS1",
  version: "2022",
  language: "en-US",
  fileType: "ISO",
  operatingSystem: "",
  fileName: "SW_DVD9_Win_Server_STD_CORE_2022_2108.31_64Bit_English_DC_STD_MLF_X23-75011.iso",
};

/** Put up for the wrong language, and taken back an hour later. */
export const mistakenFile: DemoFile = {
  productId: "DG7GMGF0D8H4",
  version: "11",
  language: "fr-FR",
  fileType: "ISO x64",
  operatingSystem: "",
  fileName: "SW_DVD9_Win_Pro_11_23H2_64Bit_Dutch_Pro_Ent_EDU_N_MLF_X23-59570.iso",
};

/** By what the plan speaks of a choice. */
export function choiceName({ productId, version, language, fileType, operatingSystem }: DemoFile): string {
  return [productId, version, language, fileType, operatingSystem].join("|");
}

/**
 * A few kilobytes in place of some gigabytes: the demo has no software of the publisher. The same name brings the same
 * content, so that loading the demo anew does not fill the folder of downloads.
 */
export function contentOfFile({ fileName }: DemoFile): Uint8Array {
  const random = seededRandom(`content of ${fileName}`);
  const head = `This file stands for ${fileName}\nin the portal's demo and holds no software.\n\n`;
  const lines = Array.from({ length: random.between(40, 120) }, () => random.hex(32));
  return new TextEncoder().encode(`${head}${lines.join("\n")}\n`);
}
